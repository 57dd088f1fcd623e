using System.Text.Json;
using System.Text.RegularExpressions;
using GeoDns.Policies;

namespace GeoDns.Tests;

/// <summary>What happens to customers when a site falls ill and when it recovers.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private ShopSite[] sites = [];

    private ShopSite Ireland => sites.Single(site => site.Region == "eu-west-1");

    public async ValueTask InitializeAsync() => sites = await ShopSite.OpenAllAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var site in sites)
            await site.DisposeAsync();
    }

    [Theory]
    [InlineData("ill")]
    [InlineData("silent")]
    [InlineData("gone")]
    public async Task A_dead_sites_customers_go_to_the_next_one(string how)
    {
        await using var server = await OpenAsync(PolicyNames.Geolocation);
        await SeesAsync(server, World.InIreland, World.Ireland);
        (Ireland.IsIll, Ireland.IsSilent) = (how == "ill", how == "silent");
        if (how == "gone")
            await Ireland.DisposeAsync();
        await SeesAsync(server, World.InIreland, World.Virginia);
        await Eventually.IsAsync(
            async () => Regex.IsMatch(
                (await server.DigAsync("why.shop.test", "TXT", World.InIreland)).Answers[0],
                "is eu-west-1; us-east-1 healthy, [0-9]+ ms; eu-west-1 down"),
            "it says why");
    }

    [Fact]
    public async Task Customers_come_home_when_their_site_has_recovered()
    {
        await using var server = await OpenAsync(PolicyNames.Geolocation);
        Ireland.IsIll = true;
        await SeesAsync(server, World.InIreland, World.Virginia);
        Ireland.IsIll = false;
        await SeesAsync(server, World.InIreland, World.Ireland);
    }

    [Fact]
    public async Task A_site_that_starts_later_serves_before_the_next_check()
    {
        Ireland.IsIll = true;
        var zone = World.Zone(PolicyNames.Geolocation, Probes()) with { CheckSeconds = 60 };
        await using var server = await Server.StartAsync(zone);
        await SeesAsync(server, World.InIreland, World.Virginia);
        Ireland.IsIll = false;
        await SeesAsync(server, World.InIreland, World.Ireland);
    }

    [Fact]
    public async Task Failover_takes_the_next_of_the_order_and_multivalue_leaves_a_dead_one_out()
    {
        await using var server = await OpenAsync(PolicyNames.Failover);
        sites[0].IsIll = true;
        await SeesAsync(server, World.InSingapore, World.Ireland);
        using var done = await server.ControlAsync(
            HttpMethod.Put, "/zone/policy", new { policy = "multivalue" });
        await Eventually.IsAsync(
            async () => (await server.AddressesAsync(World.InVirginia)).Order()
                .SequenceEqual([World.Ireland, World.Singapore]),
            "the two that live");
    }

    [Fact]
    public async Task Latency_sends_customers_where_the_way_is_short_now()
    {
        foreach (var site in sites)
            site.Distance = 120;
        Ireland.Distance = 5;
        await using var server = await OpenAsync(PolicyNames.Latency);
        await SeesAsync(server, World.InVirginia, World.Ireland);
        Ireland.Distance = 300;
        await Eventually.IsAsync(
            async () => !(await server.AddressesAsync(World.InVirginia)).Contains(World.Ireland),
            "nobody is sent the long way");
    }

    [Fact]
    public async Task A_round_trip_is_measured_without_the_handshake()
    {
        Ireland.Distance = 50;
        await using var server = await OpenAsync(PolicyNames.Latency);
        await Eventually.IsAsync(
            async () => await RttAsync(server) is >= 50 and < 95, "the RTT is 50 ms and some");
    }

    [Fact]
    public async Task When_all_sites_seem_dead_all_are_answered()
    {
        await using var server = await OpenAsync(PolicyNames.Geolocation);
        foreach (var site in sites)
            site.IsIll = true;
        await Eventually.IsAsync(
            async () => (await server.AddressesAsync(World.InIreland)).Length == 3, "all");
    }

    [Fact]
    public async Task Without_health_checks_customers_are_sent_to_a_dead_site()
    {
        await using var server = await Server.StartAsync(
            World.Zone(PolicyNames.Geolocation, Probes()), ("WITHOUT", "dns-health"));
        Ireland.IsIll = true;
        Assert.Equal([World.Ireland], await server.AddressesAsync(World.InIreland));
        Assert.Equal(0, Ireland.Probes);
    }

    private static async Task<double?> RttAsync(Server server)
    {
        using var answer = await server.ControlAsync(HttpMethod.Get, "/zone");
        using var zone = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var site = zone.RootElement.GetProperty("views")[0].GetProperty("sites")[1];
        var rtt = site.GetProperty("rttMilliseconds");
        return rtt.ValueKind == JsonValueKind.Null ? null : rtt.GetDouble();
    }

    private static Task SeesAsync(Server server, string subnet, string address) =>
        Eventually.IsAsync(
            async () => await server.AddressesAsync(subnet) is [var only] && only == address,
            $"customers with {subnet} are sent to {address}");

    private Task<Server> OpenAsync(string policy) =>
        Server.StartAsync(World.Zone(policy, Probes()));

    private (string, Uri)[] Probes() => [.. sites.Select(site => (site.Region, site.Health))];
}
