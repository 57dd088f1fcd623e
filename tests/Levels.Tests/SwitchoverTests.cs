extern alias level4;
extern alias level5;

using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Levels.Tests;

/// <summary>A planned change of the leader, as a button of each copy.</summary>
[Collection("levels")]
public sealed class SwitchoverTests(LevelKeeper levels)
{
    private static readonly HttpClient Http = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public Task A_copy_leads_when_it_is_told_to_and_nothing_is_lost() =>
        LeadAsync(typeof(level4::Projects.AppHost), [("database-eu", 83), ("database-ap", 93), ("database-us", 73)]);

    [Fact]
    public Task Each_service_has_a_leader_of_its_own() =>
        LeadAsync(typeof(level5::Projects.AppHost), [("database-orders-us", 705), ("database-orders-eu", 715)]);

    /// <param name="appHost">The level's.</param>
    /// <param name="nodes">With the ports of the agents beside them.</param>
    private async Task LeadAsync(Type appHost, (string Name, int Agent)[] nodes)
    {
        var level = await levels.GetAsync(appHost, without: null);
        var shop = await level.Shop;

        foreach (var (name, agent) in nodes)
        {
            await level.CommandAsync(name, "lead");

            var status = await Http.GetFromJsonAsync<JsonObject>(new Uri(level.Address(agent), "status"));
            Assert.Equal((name, "leader"), ((string?)status!["node"], (string?)status["role"]));
        }

        Assert.Equal(0, (await shop.Fleet.AuditAsync(shop.Api, Patience, default)).Lost);
    }
}
