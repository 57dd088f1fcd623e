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
        var names = new List<string>();

        Assert.True(
            await Eventually.TrueAsync(
                async () => (names = await AlertsAsync(prometheus)).Count == 0,
                Limit),
            string.Join(", ", names));
    }

    private static async Task<List<string>> AlertsAsync(HttpClient prometheus)
    {
        var answer = await prometheus.GetFromJsonAsync<JsonElement>("api/v1/alerts");
        return [.. answer.GetProperty("data").GetProperty("alerts").EnumerateArray()
            .Select(one => one.GetProperty("labels").ToString()),];
    }
}
