using Shop.Shoppers;

namespace Shop;

/// <summary>What a strategy was like for the customers who are farthest from the database.</summary>
/// <param name="HitPercent">Of what all regions' backends looked up in their caches.</param>
/// <param name="StalePercent">Of the products that were read, in all regions.</param>
internal sealed record StrategyTrial(
    string Name,
    double HitPercent,
    double ReadP50Ms,
    double CartP50Ms,
    double StalePercent)
{
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
        var phase = await stage.PhaseAsync(strategy, 2);
        var hits = (await caches.CountAsync() - before).HitPercent;
        var reads = Far(phase, Kind.Product);
        var carts = Far(phase, Kind.Cart);
        var staleness = Staleness.Of(phase.Window.Operations);
        stage.Measure($"{strategy}: hit ratio, %", hits);
        stage.Measure($"{strategy}: read p50, ap, ms", reads.P50Ms);
        stage.Measure($"{strategy}: read p95, ap, ms", reads.P95Ms);
        stage.Measure($"{strategy}: cart p50, ap, ms", carts.P50Ms);
        stage.Measure($"{strategy}: stale reads, %", staleness.StalePercent);
        stage.Measure($"{strategy}: stale for at most, ms", staleness.MaxAgeMs);
        return new(strategy, hits, reads.P50Ms, carts.P50Ms, staleness.StalePercent);
    }

    private static Summary Far(Phase phase, Kind kind) =>
        Summary.Of(phase.Window.Operations.Where(one =>
            one.Kind == kind && one.Region == Region.ApSoutheast.Name));
}
