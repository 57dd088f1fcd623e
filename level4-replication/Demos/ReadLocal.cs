namespace Shop;

internal static class ReadLocal
{
    public static readonly Demo Demo = new(
        "read-local",
        "With no cache at all, reading is near in every region, because a copy of the database is.")
    {
        RestsOn = "local-reads",
        Workload = new() { Rate = 10, Mix = new() { Asset = 0, Cart = 0, Checkout = 0, SignIn = 0 } },
        Say = new(
            "Caches made reading near. Let's switch all of them off.",
            "Every read is a query now. In Singapore it goes to Singapore's copy.",
            "A few milliseconds more than with a cache, and never a quarter of a second."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        using var edges = await Controls.EdgesAsync(stage.Shop.Services);
        try
        {
            await caches.SetAsync("none");
            await edges.EnableAsync(false);
            await stage.PhaseAsync("warming up", 4);
            var uncached = await stage.PhaseAsync("no caches", 8);
            stage.Expect("failed", uncached.FailedPercent, "%", atMost: 1);
            foreach (var region in stage.Regions)
            {
                var most = stage.World.Latency.LastMile.TotalMilliseconds + 25;
                var p50 = uncached.Reads(region).P50Ms;
                stage.Expect($"read p50 from {region}", p50, "ms", atMost: most);
            }
        }
        finally
        {
            await edges.EnableAsync(true);
            await caches.SetAsync("invalidate");
        }
    }
}
