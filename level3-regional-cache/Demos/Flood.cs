using Shop.Shoppers;

namespace Shop;

internal static class Flood
{
    // Each region has four customers; this one asks for as much as twenty of them.
    private const double Rate = 20;
    private const double Share = Rate / 4;

    public static readonly Demo Demo = new(
        "flood",
        "A customer who asks for twenty times a fair share is limited, and nobody else notices.")
    {
        RestsOn = "rate-limit",
        Workload = new() { Rate = Rate, SignedReads = true },
        Say = new(
            "Somebody wrote a script that searches the whole catalogue, over and over.",
            "One customer, twenty times a share. The balancer answers most of it with 429.",
            "Retry-After tells the script when to come back. The database never heard of it."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var region = Region.UsEast.Name;
        var calm = await stage.PhaseAsync("calm", 8);
        var script = new Shoppers.Flood("script", region, Kind.Search, 20 * Share);
        await using var arriving = await stage.CrowdAsync(script);
        await stage.PhaseAsync("its savings are used up", 2);
        var flooded = await stage.PhaseAsync("flooded", 8);
        var met = stage.Met("script", flooded);

        stage.Expect("the script's requests", met.Count, "requests", atLeast: 100);
        stage.Expect("of them limited", 100.0 * met.Limited / met.Count, "%", atLeast: 70);
        stage.Expect("others limited", flooded.All.Limited, "requests", atMost: 0);
        stage.Expect("others failed", flooded.FailedPercent, "%", atMost: 0.5);
        var slower = flooded.Reads(Region.EuWest).P95Ms / calm.Reads(Region.EuWest).P95Ms;
        stage.Expect("others' p95, times calm", slower, "times", atMost: 1.2);
    }
}
