using System.Text.Json;

namespace Peer.Tests;

/// <summary>What is written by help of the compiler reads like what is written without.</summary>
public sealed class WireTests
{
    private static readonly Identity Self = Identity.Create();
    private static readonly Announcement About = Announcement.Of(Self, "peer", "here", 7);
    private static readonly Entry Entry = Entry.Write(Self, "used/a/1", 3, 3);

    public static TheoryData<string> Kinds => [.. Bodies.Keys];

    // As they are in the protocol, with what is rare in each: nothing, none, and signs that JSON
    // has to escape.
    private static Dictionary<string, object> Bodies => new object[]
    {
        new Envelope(Self.PublicKey, "Ünder <b> \" peer", 1, long.MaxValue, "ping", [1, 2, 3]).Sign(Self),
        new Ping([new Claim(About, Standing.Suspect)]),
        new PingFor(About, []),
        new Pong(Reached: true, [new Claim(About, Standing.Alive)]),
        new Compare(["a", ""]),
        new Differing(new Dictionary<int, string> { [7] = "x" }),
        new Inventory([1, 2], new Dictionary<string, string> { ["given/a/b"] = "f" }),
        new Delivery([Entry], ["notice"]),
        new Fetch(["a"]),
        new Fetched([null, [], [1, 2]]),
        new Wish(1, 2),
        new Here("peer"),
        new Manifest(["page"]),
        new Product[] { new(1, "Mug + \"more\"", "Mugs", "é\u2028", 199, 5, "hash") },
        Orders.Any(),
        new SealedOrder(new SealedBox([1], [2])),
        new Review(1, 5, "<good>"),
        new Dictionary<int, int> { [1] = 2 },
        "a text",
        5,
    }.ToDictionary(body => body.GetType().Name);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_compiler_s_help_changes_no_byte(string kind)
    {
        var body = Bodies[kind];
        var plain = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), JsonSerializerOptions.Web);

        Assert.Equal(
            System.Text.Encoding.UTF8.GetString(plain),
            System.Text.Encoding.UTF8.GetString(Json.Bytes(body)));
    }

    [Fact]
    public void What_somebody_has_not_got_arrives_as_nothing_and_not_as_no_bytes()
    {
        var read = Json.Read<Fetched>(Json.Bytes(new Fetched([null, [], [1]])))!;

        Assert.Null(read.Blobs[0]);
        Assert.Equal([], read.Blobs[1]!);
        Assert.Equal([1], read.Blobs[2]!);
    }

    [Fact]
    public void What_was_signed_is_still_signed_after_the_way()
    {
        var claim = Json.Read<Ping>(Json.Bytes(new Ping([new Claim(About, Standing.Alive)])))!.Claims[0];
        var entry = Json.Read<Delivery>(Json.Bytes(new Delivery([Entry], [])))!.Entries[0];
        var letter = new Envelope(Self.PublicKey, "to", 1, 2, "ping", [1]).Sign(Self);

        Assert.True(claim.About.IsSigned);
        Assert.True(entry.IsSigned);
        Assert.Equal(Entry.Hash, entry.Hash);
        Assert.True(Envelope.Parse(letter.ToBytes())!.IsSigned);
    }

    [Fact]
    public async Task Nobody_is_banned_for_what_it_has_not_got()
    {
        var simulation = new Simulation(peers: 4, seed: 1);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);
        var asker = simulation.Nodes[1];
        var holder = simulation.Nodes[3];
        var hash = holder.Blobs.Add([1, 2, 3]);

        var bytes = await asker.Fetcher.FetchAsync(hash);

        Assert.Equal([1, 2, 3], bytes!);
        Assert.Empty(asker.Guard.Banned);
    }

    [Fact]
    public async Task What_does_not_fit_into_one_answer_comes_in_several()
    {
        var simulation = new Simulation(peers: 2, seed: 1);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree);
        var size = (new Settings().LargestReply / 3) - 1;
        List<string> hashes =
            [.. Enumerable.Range(0, 40).Select(at => simulation.Nodes[0].Blobs.Add(Bytes(at, size)))];

        var found = await simulation.Nodes[1].Fetcher.FetchAsync(hashes);

        Assert.Equal(hashes.Order(), found.Keys.Order());
    }

    private static byte[] Bytes(int seed, int size)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
