using System.Globalization;
using Shop.Shoppers;

namespace Shop;

internal static class Distance
{
    // What everybody looks at today: enough to miss now and then, and warm within seconds.
    private const int Shelf = 200;
    private const int AtOnce = 16;

    public static readonly Demo Demo = new(
        "distance",
        "Reading is as near as the next data centre, in every region.")
    {
        RestsOn = "cdn",
        Workload = new() { Rate = 40, Products = Shelf },
        Say = new(
            "With one region, a click in Singapore took 233 ms. Nobody has moved since.",
            "The same customers, the same shop, the same database in Virginia.",
            "8 ms everywhere, and half of that is the last mile. The truth is where it was."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        // A process is slow until it has compiled what it does most, and these are young: it takes
        // some time to see what that is, then some more to compile it.
        await WarmAsync(stage);
        await stage.PhaseAsync("warming up", 5);
        await WarmAsync(stage);
        await stage.PhaseAsync("still warming up", 7);
        var warm = await stage.PhaseAsync("warm", 10);

        var near = stage.World.Latency.LastMile.TotalMilliseconds + 5;
        foreach (var region in stage.Regions)
        {
            var read = P50(warm, region, Class.Read);
            stage.Expect($"read p50 from {region}", read, "ms", atMost: near);
            var image = P50(warm, region, Class.Asset);
            stage.Expect($"image p50 from {region}", image, "ms", atMost: near);
        }

        WritesStillFar.ExpectCheckout(stage, warm, Region.ApSoutheast);
    }

    // Other work on this machine can only make an answer later: the best stretch of 2 s counts.
    private static double P50(Phase phase, Region region, Class @class) => phase.Window.Operations
        .Where(one => one.Region == region.Name && one.Class == @class)
        .GroupBy(one => Math.Floor((one.Intended - phase.Window.From).TotalSeconds / 2))
        .Where(stretch => stretch.Count(one => one.Answered) >= 10)
        .Select(stretch => Summary.Of(stretch).P50Ms)
        .DefaultIfEmpty(double.NaN)
        .Min();

    // As the day's first customers do it.
    private static Task WarmAsync(Stage stage) =>
        Task.WhenAll(new[] { "edge-us", "edge-eu", "edge-ap" }.Select(edge => WarmAsync(stage, edge)));

    private static async Task WarmAsync(Stage stage, string edge)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://127.0.0.1:{stage.Resource(edge).Place()!.Port}/"),
        };
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = AtOnce,
            CancellationToken = stage.Cancellation,
        };
        await Parallel.ForEachAsync(Enumerable.Range(1, Shelf), options, async (product, stop) =>
        {
            var id = product.ToString(CultureInfo.InvariantCulture);
            (await http.GetAsync($"api/products/{id}", stop)).Dispose();
            (await http.GetAsync($"images/{id}.svg", stop)).Dispose();
        });
    }
}
