using Shop.Shoppers;

namespace Shop;

internal static class Cdn
{
    private const int Pictures = 200;

    public static readonly Demo Demo = new(
        "cdn",
        "With an edge in each region a picture costs the last mile, without one an ocean; the "
        + "origin is asked next to never.")
    {
        RestsOn = "cdn",
        Workload = new() { Rate = 30, Mix = Mix.Only(Kind.Asset), Products = Pictures },
        Say = new(
            "Pictures never change, and Singapore fetches each of them from Virginia. Why?",
            "First the edges keep nothing. Then they do, and somebody looks at each picture once.",
            "An ocean for the first customer, the last mile for all others. The origin is idle."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var edges = await Controls.EdgesAsync(stage.Shop.Services);
        try
        {
            await edges.EnableAsync(false);
            var off = await stage.PhaseAsync("edges off", 6);
            await edges.EnableAsync(true);
            await stage.PhaseAsync("each picture once", 1, () => LookAtAllAsync(stage));
            var before = await CountAsync(edges);
            var on = await stage.PhaseAsync("edges on", 8);
            var asked = await CountAsync(edges) - before;

            Judge(stage, off, on);
            stage.Expect("reached the origin", 100.0 * asked / on.All.Count, "%", atMost: 5);
        }
        finally
        {
            await edges.EnableAsync(true);
        }
    }

    private static void Judge(Stage stage, Phase off, Phase on)
    {
        var far = Region.ApSoutheast;
        var ocean = stage.World.Latency.Rtt(far, Region.UsEast).TotalMilliseconds;
        stage.Expect($"p50 in {far}, edges off", off.Assets(far).P50Ms, "ms", atLeast: ocean);
        stage.Expect("failed, edges on", on.FailedPercent, "%", atMost: 1);
        var near = stage.World.Latency.LastMile.TotalMilliseconds + 5;
        foreach (var region in stage.Regions)
            stage.Expect($"p50 in {region}, edges on", on.Assets(region).P50Ms, "ms", atMost: near);
    }

    private static async Task<long> CountAsync(EdgeControl edges) =>
        (await edges.ReadAsync()).Values.Sum(edge => edge.Counts.OriginRequests);

    private static async Task LookAtAllAsync(Stage stage) =>
        await Task.WhenAll(Visitor.Everywhere(stage).Select(LookAtAllAsync));

    private static async Task LookAtAllAsync(Visitor visitor)
    {
        using var _ = visitor;
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Pictures),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (picture, _) => await visitor.AskAsync($"/images/{picture}.svg"));
    }
}
