namespace Shop.Shoppers;

/// <summary>A closed loop with ever more shoppers, until more of them get no more done.</summary>
internal sealed class CapacityProbe(
    Shopper shopper,
    IReadOnlyList<Customer> customers,
    Workload workload,
    Kind kind)
{
    private const string Stream = "capacity";
    private const int MostShoppers = 256;

    // Less gain than this from doubling the shoppers is none; once may be chance.
    private const double Gain = 1.1;
    private const int Patience = 2;

    private int products;

    internal async Task<Capacity> RunAsync(TimeSpan length, CancellationToken cancellation)
    {
        var steps = new List<CapacityStep>();
        var best = new CapacityStep(0, 0, 0, 0);
        var inVain = 0;
        for (var shoppers = 1; shoppers <= MostShoppers && inVain < Patience; shoppers *= 2)
        {
            var step = await StepAsync(shoppers, length, cancellation);
            steps.Add(step);
            var gained = step.PerSecond > best.PerSecond * Gain;
            inVain = gained ? 0 : inVain + 1;
            best = gained ? step : best;
        }

        return new Capacity(steps.Max(step => step.PerSecond), best.Concurrency, steps);
    }

    private async Task<CapacityStep> StepAsync(
        int shoppers,
        TimeSpan length,
        CancellationToken cancellation)
    {
        var from = shopper.Now;
        var done = await Task.WhenAll(Enumerable.Range(0, shoppers)
            .Select(number => ShopAsync(number, from + length, cancellation)));
        var seconds = (shopper.Now - from).TotalSeconds;
        var summary = Summary.Of(done.SelectMany(operations => operations));
        return new CapacityStep(shoppers, summary.Ok / seconds, summary.P50Ms, summary.Failed);
    }

    private async Task<List<Operation>> ShopAsync(
        int number,
        TimeSpan until,
        CancellationToken cancellation)
    {
        var done = new List<Operation>();
        while (shopper.Now < until && !cancellation.IsCancellationRequested)
        {
            var product = 1 + (Interlocked.Increment(ref products) % workload.Products);
            var customer = customers[number % customers.Count];
            var key = kind == Kind.Checkout ? Errand.NewKey() : null;
            var errand = new Errand(kind, product, customer, shopper.Now, key, Stream);
            done.Add(await shopper.RunAsync(errand, workload));
        }

        return done;
    }
}
