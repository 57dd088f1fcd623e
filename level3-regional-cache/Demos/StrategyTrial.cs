using Shop.Shoppers;

namespace Shop;

/// <summary>What a strategy was like for the customers who are farthest from the database.</summary>
/// <param name="HitPercent">Of what all regions' backends looked up in their caches.</param>
/// <param name="StalePercent">Of the products that were read, in all regions.</param>
internal sealed record StrategyTrial(
    string Name,
    double HitPercent,
    double ReadP50Ms,
    double ReadP95Ms,
    double CartP50Ms,
    double StalePercent,
    double StaleForMs)
{
    public static IReadOnlyList<string> Columns { get; } =
        ["in Singapore", "hits", "read p50", "p95", "change of a cart", "stale reads", "by at most"];

    public IReadOnlyList<string> Row =>
    [
        Name,
        $"{HitPercent:0} %",
        $"{ReadP50Ms:0} ms",
        $"{ReadP95Ms:0} ms",
        $"{CartP50Ms:0} ms",
        $"{StalePercent:0.0} %",
        $"{StaleForMs:0} ms",
    ];

    public static async Task<StrategyTrial> RunAsync(
        Stage stage,
        CacheControl caches,
        Visits visits,
        string strategy,
        double ttlSeconds)
    {
        await caches.SetAsync(strategy, ttlSeconds);
        await visits.WarmAsync(stage, stage.Fleet.Workload.Products);
        var before = await caches.CountAsync();
        var phase = await stage.PhaseAsync(strategy, 3);
        var hits = (await caches.CountAsync() - before).HitPercent;
        var reads = Far(phase, Kind.Product);
        var carts = Far(phase, Kind.Cart);
        var staleness = Staleness.Of(phase.Window.Operations);
        return new(
            strategy,
            hits,
            reads.P50Ms,
            reads.P95Ms,
            carts.P50Ms,
            staleness.StalePercent,
            staleness.MaxAgeMs);
    }

    private static Summary Far(Phase phase, Kind kind) =>
        Summary.Of(phase.Window.Operations.Where(one =>
            one.Kind == kind && one.Region == Region.ApSoutheast.Name));
}
