using System.Diagnostics;

namespace Shop;

internal static class Joins
{
    private const int Orders = 20;

    private const int Times = 12;

    public static readonly Demo Demo = new(
        "joins",
        "A page with 20 orders needs the catalog's names: asked one by one, all at once, or kept from "
        + "the day of the purchase. Only the last needs no other service.")
    {
        RestsOn = "read-model",
        Workload = new() { Rate = 2, Mix = new() { Checkout = 0 } },
        Say = new(
            "It was one line of SQL. Now the other half of the join is in another service.",
            "One request for each product; then one for all; then none, with a copy of what is needed.",
            "Twenty requests are twenty chances to fail, and twenty oceans if the nearest catalog is away."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var services = await Controls.ServicesAsync(stage.Shop.Services);
        var buyers = await Task.WhenAll(
            stage.Regions.Select(region => Buyer.RegisterAsync(stage, region)));
        await stage.PhaseAsync("buying", 1, () => Task.WhenAll(buyers.Select(BuyAsync)));
        try
        {
            var one = await AskAsync(stage, services, buyers, "n+1");
            var all = await AskAsync(stage, services, buyers, "batch");
            var own = await AskAsync(stage, services, buyers, "read-model");
            await stage.Faults.KillAsync("catalog-eu");
            await services.JoinAsync("n+1");
            var european = buyers.Single(buyer => buyer.Region == Region.EuWest);
            var far = await MeasureAsync(stage, european, "n+1, catalog-eu dead");
            Judge(stage, one, all, own, far);
        }
        finally
        {
            await services.JoinAsync("read-model");
            foreach (var buyer in buyers)
                buyer.Dispose();
        }
    }

    private static void Judge(
        Stage stage,
        IReadOnlyList<PageCost> one,
        IReadOnlyList<PageCost> all,
        IReadOnlyList<PageCost> own,
        PageCost far)
    {
        stage.Compare(
            ["20 orders, p50 / p95 in ms", "requests", .. stage.Regions.Select(region => region.City)],
            [
                Row(stage, "one by one (`n+1`)", one),
                Row(stage, "one by one, Ireland's catalog dead", [far]),
                Row(stage, "all at once (`batch`)", all),
                Row(stage, "read model", own),
            ]);
        stage.Expect("requests by read model", own.Max(page => page.Requests), "", atMost: 0);
        stage.Expect("requests in a batch", all.Max(page => page.Requests), "", atLeast: 1, atMost: 1);
        stage.Expect("requests by n+1", one.Min(page => page.Requests), "", atLeast: Orders);
        foreach (var (slow, fast) in one.Zip(own))
            stage.Expect($"p50 by read model from {fast.Region}", fast.P50, "ms", atMost: slow.P50);
        stage.Expect("p50 by n+1 from Ireland, its catalog dead", far.P50, "ms", atLeast: Orders * 70);
    }

    private static async Task BuyAsync(Buyer buyer)
    {
        for (var order = 0; order < Orders; order++)
            await buyer.BuyAsync($"{order}", product: 300 + order);
    }

    private static async Task<IReadOnlyList<PageCost>> AskAsync(
        Stage stage, ServiceControl services, IReadOnlyList<Buyer> buyers, string how)
    {
        await services.JoinAsync(how);
        var costs = new List<PageCost>();
        await stage.PhaseAsync(how, 1, async () =>
        {
            foreach (var buyer in buyers)
            {
                stage.Cancellation.ThrowIfCancellationRequested();
                costs.Add(await MeasureAsync(stage, buyer, how));
            }
        });
        return costs;
    }

    private static async Task<PageCost> MeasureAsync(Stage stage, Buyer buyer, string how)
    {
        await buyer.OrdersAsync();
        var (times, requests) = (new List<double>(), 0);
        for (var time = 0; time < Times; time++)
        {
            var clock = Stopwatch.StartNew();
            (_, requests) = await buyer.OrdersAsync();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        var (p50, p95) = (times[Times / 2], times[^1]);
        stage.Measure($"{how} from {buyer.Region}: requests", requests);
        stage.Measure($"{how} from {buyer.Region}: p50, ms", p50);
        stage.Measure($"{how} from {buyer.Region}: p95, ms", p95);
        return new(buyer.Region, requests, p50, p95);
    }

    private static IReadOnlyList<string> Row(Stage stage, string how, IReadOnlyList<PageCost> costs) =>
    [
        how,
        $"{costs[0].Requests}",
        .. stage.Regions.Select(region =>
            costs.SingleOrDefault(cost => cost.Region == region) is { } cost
                ? $"{cost.P50:0} / {cost.P95:0}"
                : "–"),
    ];

    private sealed record PageCost(Region Region, int Requests, double P50, double P95);
}
