extern alias level5;

using System.Net.Http.Json;
using System.Text.Json;

namespace Levels.Tests;

/// <summary>What the operators of a running level are told.</summary>
[Collection("levels")]
public sealed class AlertTests(LevelKeeper levels)
{
    // An alert looks back for up to half a minute, and the day's first answers are slow.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task In_a_calm_shop_nobody_is_woken()
    {
        var level = await levels.GetAsync(typeof(level5::Projects.AppHost), without: null);
        using var prometheus = new HttpClient { BaseAddress = level.Address(port: 60) };
        var trouble = new List<string>();

        Assert.True(
            await Eventually.TrueAsync(
                async () => (trouble = await TroubleAsync(prometheus)).Count == 0,
                Limit),
            string.Join(", ", trouble));
    }

    // Whoever has not been asked yet says nothing: so all must have answered, too.
    private static async Task<List<string>> TroubleAsync(HttpClient prometheus)
    {
        var alerts = await ListAsync(prometheus, "alerts", "alerts");
        var targets = await ListAsync(prometheus, "targets", "activeTargets");
        var silent = targets.Where(one => one.GetProperty("health").GetString() != "up");
        return targets.Count == 0
            ? ["nobody is asked"]
            : [.. alerts.Concat(silent).Select(one => one.GetProperty("labels").ToString())];
    }

    private static async Task<List<JsonElement>> ListAsync(HttpClient prometheus, string path, string name)
    {
        var answer = await prometheus.GetFromJsonAsync<JsonElement>($"api/v1/{path}");
        return [.. answer.GetProperty("data").GetProperty(name).EnumerateArray()];
    }
}
