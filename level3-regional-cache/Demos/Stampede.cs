using Shop.Shoppers;

namespace Shop;

internal static class Stampede
{
    private const int Crowd = 500;
    private const string Product = "api/products/7";

    public static readonly Demo Demo = new(
        "stampede",
        "Five hundred customers of a region who miss the same product at once cost one query.")
    {
        RestsOn = "single-flight",
        // Images only: the database hears of nobody but the crowd.
        Workload = new() { Rate = 20, Mix = Mix.Only(Kind.Asset) },
        Say = new(
            "A product is on television. It has just left the cache, and five hundred want it now.",
            "The edges are off, so all of them reach the backends. Each region, one after another.",
            "One asks, four hundred and ninety-nine wait for its answer. The database noticed nothing."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        using var edges = await Controls.EdgesAsync(stage.Shop.Services);
        using var visits = new Visits();
        try
        {
            // An edge would let only one of them through, too: this is about who is behind it.
            await edges.EnableAsync(false);
            foreach (var region in stage.Regions)
                await RunDownAsync(stage, region, caches, visits);
        }
        finally
        {
            await edges.EnableAsync(true);
        }
    }

    private static async Task RunDownAsync(
        Stage stage,
        Region region,
        CacheControl caches,
        Visits visits)
    {
        var edge = Controls.Edge(stage.Shop.Services, region);
        var answered = 0;
        // Five hundred connections take longer to open than a query: the first crowd opens them.
        await visits.CrowdAsync(edge, Product, Crowd);
        await caches.FlushAsync();
        var before = await caches.CountAsync(region);
        await stage.PhaseAsync(region.Name, 2, async () =>
            answered = await visits.CrowdAsync(edge, Product, Crowd));
        var counted = await caches.CountAsync(region) - before;

        stage.Expect($"answered, {region.Name}", answered, "customers", atLeast: Crowd);
        stage.Expect($"queries, {region.Name}", counted.Queries, "queries", atLeast: 1, atMost: 1);
        stage.Measure($"missed in {region.Name}", counted.Misses);
    }
}
