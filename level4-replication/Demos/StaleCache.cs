using Shop.Shoppers;

namespace Shop;

internal static class StaleCache
{
    private const double TtlSeconds = 2;

    public static readonly Demo Demo = new(
        "stale-cache",
        "With a TTL, customers read the past for as long as the TTL; told of changes, for no longer "
        + "than a round trip and 100 ms.")
    {
        RestsOn = "invalidation",
        // A few products that many read and some buy: each purchase changes a stock.
        Workload = new()
        {
            Rate = 40,
            Products = 6,
            Skew = 1,
            Mix = Mix.Only(Kind.Product) with { Product = 90, Checkout = 10 },
        },
        Say = new(
            "What is in a cache was true once. How long ago may that be?",
            "First entries live two seconds, whatever happens. Then the database tells of changes.",
            "A TTL is a promise about age. The news make it as old as the way is long."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        try
        {
            await caches.SetAsync("read-through", TtlSeconds);
            var aged = await stage.PhaseAsync("TTL 2 s", 8);
            await caches.SetAsync("invalidate", TtlSeconds);
            var told = await stage.PhaseAsync("invalidated", 8);
            ExpectTtl(stage, aged);
            ExpectRoundTrip(stage, told);
        }
        finally
        {
            await caches.SetAsync("invalidate", ttlSeconds: 5);
        }
    }

    // An entry may have been on its way for half a round trip before its life began.
    private static void ExpectTtl(Stage stage, Phase phase)
    {
        var windows = stage.Regions.SelectMany(region => StaleWindows.Of(phase, region));
        stage.Expect(
            "stale for, TTL 2 s, p99",
            P99(windows),
            "ms",
            atLeast: 800 * TtlSeconds,
            atMost: (1_000 * TtlSeconds) + Rtt(stage, Region.ApSoutheast) + 100);
    }

    private static void ExpectRoundTrip(Stage stage, Phase phase)
    {
        var beyond = new List<double>();
        foreach (var region in stage.Regions)
        {
            var windows = StaleWindows.Of(phase, region);
            stage.Measure($"changes overlooked {region.Name}", windows.Count);
            stage.Measure($"stale for, p99 ms {region.Name}", P99(windows));
            beyond.AddRange(windows.Select(window => window - Rtt(stage, region)));
        }

        stage.Expect("stale for, beyond the RTT, p99", P99(beyond), "ms", atMost: 100);
    }

    private static double P99(IEnumerable<double> values) =>
        Percentile.Of([.. values.Order()], 99);

    private static double Rtt(Stage stage, Region region) =>
        stage.World.Latency.Rtt(region, Region.UsEast).TotalMilliseconds;
}
