namespace GeoDns.Tests;

/// <summary>What the zone has, and how questions beside it are answered, as dig sees it.</summary>
public sealed class ZoneTests(ZoneTests.Running running) : IClassFixture<ZoneTests.Running>
{
    private readonly Server server = running.Server;

    [Theory]
    [InlineData("us-east-1.shop.test", World.Virginia)]
    [InlineData("EU-West-1.Shop.Test", World.Ireland)]
    [InlineData("ns1.shop.test", "127.0.0.1")]
    public async Task Every_site_has_a_name_of_its_own(string name, string address)
    {
        var answer = await server.DigAsync(name, "A");
        Assert.Equal([address], answer.Answers);
        Assert.Contains("aa", answer.Flags);
    }

    [Theory]
    [InlineData("shop.test", "AAAA", "NOERROR")]
    [InlineData("shop.test", "MX", "NOERROR")]
    [InlineData("ns1.shop.test", "TXT", "NOERROR")]
    [InlineData("nowhere.shop.test", "A", "NXDOMAIN")]
    public async Task What_is_not_there_comes_with_the_SOA(string name, string type, string status)
    {
        var answer = await server.DigAsync(name, type);
        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Answers);
        Assert.Equal(["SOA"], answer.Authorities);
    }

    [Theory]
    [InlineData("NS", "ns1.shop.test.")]
    [InlineData("SOA", "ns1.shop.test. hostmaster.shop.test. 1 3600 600 86400 2")]
    [InlineData("ANY", World.Virginia)]
    public async Task The_zone_describes_itself(string type, string data) =>
        Assert.Equal([data], (await server.DigAsync("shop.test", type, "+notcp")).Answers);

    [Theory]
    [InlineData("shop.test")]
    [InlineData("why.shop.test")]
    public async Task The_zone_says_why(string name)
    {
        var answer = await server.DigAsync(name, "TXT", World.InIreland);
        Assert.Equal(
            ["\"geolocation: 203.0.113.0/24 is eu-west-1; eu-west-1 taken as healthy\""],
            answer.Answers);
    }

    [Theory]
    [InlineData("REFUSED", "example.org")]
    [InlineData("REFUSED", "noshop.test")]
    [InlineData("REFUSED", "shop.test", "-c", "CH")]
    [InlineData("NOTIMP", "shop.test", "+opcode=update")]
    [InlineData("BADVERS", "shop.test", "+edns=1", "+noednsnegotiation")]
    [InlineData("NOERROR", "shop.test", "+noedns")]
    [InlineData("NOERROR", "shop.test", "+ednsopt=65001:00ff", "+dnssec")]
    public async Task Other_questions_get_the_code_they_deserve(string status, params string[] ask)
    {
        foreach (var transport in new[] { "+notcp", "+tcp" })
            Assert.Equal(status, (await server.DigAsync([.. ask, transport])).Status);
    }

    [Fact]
    public async Task A_long_answer_is_cut_for_UDP_and_whole_over_TCP()
    {
        var sites = Enumerable.Range(1, 100)
            .Select(number => new Site($"site-{number}", $"127.0.9.{number}", 0, 0));
        await using var large = await Server.StartAsync(ZoneFile.Default with
        {
            Policy = "multivalue",
            Sites = [.. sites],
        });
        var plain = await large.DigAsync("shop.test", "+noedns", "+ignore");
        Assert.Contains("tc", plain.Flags);
        Assert.Equal(30, plain.Answers.Length); // 12 + 15 + 30 × 16 of 512 bytes
        var edns = await large.DigAsync("shop.test", "+bufsize=4096", "+ignore");
        Assert.Contains("tc", edns.Flags);
        Assert.InRange(edns.Answers.Length, 70, 75);
        Assert.Equal(100, (await large.DigAsync("shop.test")).Answers.Length);
        var resolver = new Resolver(large.EndPoint, null, TimeProvider.System);
        Assert.Equal(100, (await resolver.ResolveAsync("shop.test", default)).Count);
    }

    [Fact]
    public async Task One_connection_carries_many_queries()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint);
        for (var id = 0; id < 10; id++)
        {
            var query = new Message { Id = id, Questions = [new("shop.test", RecordType.A)] };
            await TcpFrame.WriteAsync(client.GetStream(), query, default);
        }

        for (var id = 0; id < 10; id++)
        {
            var packet = await TcpFrame.ReadAsync(client.GetStream(), default);
            Assert.Equal(id, Message.TryDecode(packet!.Value.Span)!.Id);
        }
    }

    public sealed class Running : IAsyncLifetime
    {
        internal Server Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await Server.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
