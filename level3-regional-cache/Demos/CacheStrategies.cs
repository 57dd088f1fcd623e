using Shop.Shoppers;

namespace Shop;

internal static class CacheStrategies
{
    private const double TtlSeconds = 2;
    private const int Products = 20;

    // The last one, because its Redis dies in the end.
    private static readonly string[] Cached =
        ["read-through", "write-through", "write-around", "invalidate", "prefetch", "write-behind"];

    public static readonly Demo Demo = new(
        "cache-strategies",
        "Every strategy makes reads near; they differ in what is stale, what a write costs, and "
        + "what may be lost.")
    {
        RestsOn = "cache",
        Workload = new()
        {
            Rate = 40,
            Products = Products,
            Mix = Mix.Only(Kind.Product) with { Product = 80, Cart = 14, Checkout = 6 },
        },
        Say = new(
            "There are six ways to keep a cache beside a database. Which one is right?",
            "The same customers, once with each. Watch Singapore's carts, and who reads the past.",
            "Write-behind was fastest, and it forgot what it had promised. Pick by what may go wrong."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        using var visits = new Visits();
        try
        {
            var none = await StrategyTrial.RunAsync(stage, caches, visits, "none", TtlSeconds);
            await EvictionLook.CompareAsync(stage, caches, visits);
            var trials = new List<StrategyTrial>();
            foreach (var strategy in Cached)
                trials.Add(await StrategyTrial.RunAsync(stage, caches, visits, strategy, TtlSeconds));
            stage.Compare(StrategyTrial.Columns, [none.Row, .. trials.Select(one => one.Row)]);
            Judge(stage, none, trials);
            // Carts fill fast only while nobody has to ask the database what a product is.
            await caches.SetAsync("write-behind", ttlSeconds: 60);
            await visits.WarmAsync(stage, Products);
            await CartLoss.SufferAsync(stage);
        }
        finally
        {
            await caches.SetAsync("invalidate", ttlSeconds: 5);
        }
    }

    private static void Judge(Stage stage, StrategyTrial none, IReadOnlyList<StrategyTrial> trials)
    {
        // Near means a tenth of the ocean; a change of a cart asks Redis twice as often as a read.
        var ocean = stage.World.Latency.Rtt(Region.ApSoutheast, Region.UsEast).TotalMilliseconds;
        var behind = trials.Single(one => one.Name == "write-behind");
        var others = trials.Where(one => one != behind).ToList();
        stage.Expect("lowest hit ratio", trials.Min(one => one.HitPercent), "%", atLeast: 50);
        stage.Expect("read p50 without, ap", none.ReadP50Ms, "ms", atLeast: ocean);
        stage.Expect("read p50 with, ap", trials.Max(one => one.ReadP50Ms), "ms", atMost: ocean / 10);
        stage.Expect("cart p50 behind, ap", behind.CartP50Ms, "ms", atMost: ocean / 5);
        stage.Expect("cart p50 otherwise, ap", others.Min(one => one.CartP50Ms), "ms", atLeast: ocean);
        var aged = trials.Single(one => one.Name == "read-through").StalePercent;
        var told = trials.Single(one => one.Name == "invalidate").StalePercent;
        stage.Expect("stale reads, invalidate : TTL", told / aged, "times", atMost: 0.5);
    }
}
