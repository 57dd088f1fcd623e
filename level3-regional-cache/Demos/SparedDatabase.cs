using System.Diagnostics;
using Shop.Shoppers;

namespace Shop;

internal static class SparedDatabase
{
    private const int Products = 48;

    public static readonly Demo Demo = new(
        "database-load",
        "Caches spare the database nine of ten queries, under the same load.")
    {
        RestsOn = "cache",
        // Many look and few buy: three of two hundred change something. Every write is a query
        // that no cache can spare.
        Workload = new()
        {
            Rate = 60,
            Products = Products,
            Mix = new() { Cart = 1.2, Checkout = 0.3, SignIn = 0 },
        },
        Say = new(
            "One database serves three continents. How much of what customers ask does it hear?",
            "First the old way: no cache, and the edges off. Then the same customers again, with both.",
            "What is left are writes, what they changed, and lists that are too old."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        using var edges = await Controls.EdgesAsync(stage.Shop.Services);
        using var visits = new Visits();
        double without;
        try
        {
            await Task.WhenAll(caches.SetAsync(strategy: "none"), edges.EnableAsync(false));
            without = await MeasureAsync(stage, caches, "without caches");
        }
        finally
        {
            await Task.WhenAll(caches.SetAsync(strategy: "invalidate"), edges.EnableAsync(true));
        }

        await visits.WarmAsync(stage, Products);
        await stage.PhaseAsync("they fill", 2);
        var with = await MeasureAsync(stage, caches, "with caches");
        // Three of four requests are no images, and each of these was a query.
        var asked = stage.Regions.Count * stage.Fleet.Workload.Rate;
        stage.Expect("queries a second, without", without, "/s", atLeast: 0.7 * asked);
        stage.Measure("queries a second, with", with);
        stage.Expect("of those without", 100 * with / without, "%", atMost: 10);
    }

    // What customers cause, at once. The database's own count has in it what backends ask for
    // themselves and what their pools send, and PostgreSQL adds to it up to 10 s later.
    private static async Task<double> MeasureAsync(Stage stage, CacheControl caches, string phase)
    {
        stage.Fleet.Restart(seed: 1);
        var load = new DatabaseLoad();
        await load.ReadAsync(stage.Shop.Services, stage.Cancellation);
        var before = await caches.CountAsync();
        var started = Stopwatch.GetTimestamp();
        await stage.PhaseAsync(phase, 8);
        var counted = await caches.CountAsync() - before;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (await load.ReadAsync(stage.Shop.Services, stage.Cancellation) is { } transactions)
            stage.Measure($"transactions a second, {phase}", transactions);
        return counted.Queries / seconds;
    }
}
