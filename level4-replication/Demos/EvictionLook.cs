namespace Shop;

/// <summary>
/// What a cache still knows when it is too small, by what it throws away. Four in five visits go to
/// a fifth of the pages, and there are about twice as many pages as fit.
/// </summary>
internal static class EvictionLook
{
    private const int Pages = 448;
    private const int Count = 400;

    public static async Task CompareAsync(Stage stage, CacheControl caches, Visits visits)
    {
        try
        {
            foreach (var policy in (string[])["volatile-random", "volatile-lfu", "volatile-lru"])
                await TryAsync(stage, caches, visits, policy);
        }
        finally
        {
            await caches.SetAsync(eviction: "volatile-lru");
        }
    }

    private static async Task TryAsync(
        Stage stage,
        CacheControl caches,
        Visits visits,
        string policy)
    {
        stage.Note("note", $"evict {policy}");
        // Long enough that nothing expires meanwhile.
        await caches.SetAsync("read-through", ttlSeconds: 60, policy);
        var backend = Controls.Backend(stage.Shop.Services, Region.UsEast, "blue");
        var evicted = (await caches.ReadAsync())[backend.Name].Evictions;
        var random = new Random(1);
        await visits.AskAsync(backend, Skewed(random));
        var timings = await visits.AskAsync(backend, Skewed(random));
        var hits = timings.Count(timing => timing.Contains("cache;desc=hit"));
        stage.Measure($"{policy}: hit ratio, %", 100.0 * hits / timings.Count);
        stage.Measure(
            $"{policy}: evicted",
            (await caches.ReadAsync())[backend.Name].Evictions - evicted ?? 0);
    }

    // Screens of sixteen sizes, each with its own pages.
    private static IEnumerable<string> Skewed(Random random) =>
        Enumerable.Range(0, Count)
            .Select(_ => (int)(Pages * Math.Pow(random.NextDouble(), 7)))
            .Select(page => $"api/products?page={1 + (page / 16)}&pageSize={20 + (page % 16)}")
            .ToList();
}
