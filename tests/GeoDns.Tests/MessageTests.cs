using FsCheck;
using FsCheck.Fluent;

namespace GeoDns.Tests;

/// <summary>Messages on the wire.</summary>
public sealed class MessageTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    [Fact]
    public void Every_message_arrives_as_it_was_sent() =>
        Prop.ForAll(AnyMessage.Any.ToArbitrary(), message =>
        {
            var buffer = new byte[Message.MaximumSize];
            var length = message.Encode(buffer);
            var arrived = Message.TryDecode(buffer.AsSpan(0, length));
            Assert.NotNull(arrived);
            Assert.Equal(AnyMessage.Describe(message), AnyMessage.Describe(arrived));
        }).Check(Runs);

    [Fact]
    public void However_small_the_buffer_what_fits_is_readable_and_the_rest_is_admitted() =>
        Prop.ForAll(
            AnyMessage.Any.ToArbitrary(),
            Gen.Choose(512, 1232).ToArbitrary(),
            (message, size) =>
            {
                var length = message.Encode(new byte[size]);
                var buffer = new byte[size];
                Assert.Equal(length, message.Encode(buffer));
                var arrived = Message.TryDecode(buffer.AsSpan(0, length))!;
                var isWhole = arrived.Answers.Count == message.Answers.Count
                    && arrived.Authorities.Count == message.Authorities.Count;
                Assert.Equal(!isWhole, arrived.IsTruncated);
                Assert.Equal(message.Edns, arrived.Edns);
            }).Check(Runs);

    [Fact]
    public void A_name_is_written_once()
    {
        var message = new Message
        {
            Questions = [new("www.shop.test", RecordType.A)],
            Answers = [new NsRecord("www.shop.test", 1, "ns1.shop.test")],
        };
        // Header, name, type and class; pointer, ten bytes, "ns1" and a pointer.
        Assert.Equal(12 + 15 + 4 + 2 + 10 + 4 + 2, message.Encode(new byte[512]));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData(".")]
    [InlineData(@"a\")]
    [InlineData(@"\256")]
    [InlineData("€")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void What_is_no_name_is_not_sent(string name) =>
        Assert.Throws<ArgumentException>(() =>
            new Message { Questions = [new(name, RecordType.A)] }.Encode(new byte[512]));

    [Theory]
    [InlineData("C00C", "a pointer to itself")]
    [InlineData("C00E0000", "a pointer ahead")]
    [InlineData("0161C00C", "a name that goes on with itself")]
    [InlineData("4161", "a kind of label that does not exist")]
    [InlineData("3F61", "a label that is cut off")]
    [InlineData("C0", "half a pointer")]
    [InlineData("", "nothing")]
    public void A_malformed_name_is_no_message(string name, string why)
    {
        byte[] packet =
            [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(name), 0, 1, 0, 1];
        Assert.True(Message.TryDecode(packet) is null, why);
    }
}
