extern alias level4;
extern alias level5;

using System.Diagnostics;
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
        LeadAsync(typeof(level4::Projects.AppHost), [("database-eu", 83, "eu"), ("database-ap", 93, "ap"), ("database-us", 73, "us")]);

    [Fact]
    public Task Each_service_has_a_leader_of_its_own() =>
        LeadAsync(typeof(level5::Projects.AppHost), [
            ("database-orders-us", 705, "us"),
            ("database-orders-ap", 725, null),
            ("database-orders-eu", 715, null),
        ]);

    /// <param name="appHost">The level's.</param>
    /// <param name="nodes">
    /// With the port of the agent beside each, and the region that etcd's own leader must then leave.
    /// </param>
    private async Task LeadAsync(Type appHost, (string Name, int Agent, string? Region)[] nodes)
    {
        var level = await levels.GetAsync(appHost, without: null);
        var shop = await level.Shop;
        await level.CommandAsync(nodes[^1].Name, "lead"); // So that the first one is a change.

        foreach (var (name, agent, region) in nodes)
        {
            if (region is not null)
                await Etcd.LeadAsync(level, region);
            await level.CommandAsync(name, "lead");

            // It may miss a renewal just now, as etcd's leader was moved.
            JsonObject? status = null;
            Assert.True(
                await Eventually.TrueAsync(
                    async () =>
                    {
                        status = await Http.GetFromJsonAsync<JsonObject>(new Uri(level.Address(agent), "status"));
                        return ((string?)status!["node"], (string?)status["role"]) == (name, "leader");
                    },
                    Patience),
                $"{name}: {status}");
            for (var clock = Stopwatch.StartNew(); region is not null && await Etcd.LeaderAsync(level) == region;)
                Assert.True(clock.Elapsed < Patience, $"who loses {region} would have to elect in etcd first");
        }

        Assert.Equal(0, (await shop.Fleet.AuditAsync(shop.Api, Patience, default)).Lost);
    }

    /// <summary>etcd's own leader, of which databases' leaders need to know nothing.</summary>
    private static class Etcd
    {
        private static readonly Dictionary<string, int> Ports = new() { ["us"] = 71, ["eu"] = 81, ["ap"] = 91 };

        public static async Task<string?> LeaderAsync(RunningLevel level)
        {
            var members = await Task.WhenAll(Ports.Keys.Select(region => StatusAsync(level, region)));
            return members.FirstOrDefault(one => one.Id == members[0].Leader).Region; // None while they elect.
        }

        public static async Task LeadAsync(RunningLevel level, string region)
        {
            var leading = await LeaderAsync(level);
            if (leading is not null && leading != region)
                await AskAsync(level, leading, "transfer-leadership", new()
                {
                    ["targetID"] = (await StatusAsync(level, region)).Id,
                });
        }

        private static async Task<(string Region, string Id, string? Leader)> StatusAsync(
            RunningLevel level, string region)
        {
            var status = await AskAsync(level, region, "status", []);
            return (region, (string)status["header"]!["member_id"]!, (string?)status["leader"]);
        }

        private static async Task<JsonObject> AskAsync(
            RunningLevel level, string region, string question, JsonObject body)
        {
            var member = level.Address(Ports[region]);
            using var answer = await Http.PostAsJsonAsync(new Uri(member, $"v3/maintenance/{question}"), body);
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
        }
    }
}
