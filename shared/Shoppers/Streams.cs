namespace Shop.Shoppers;

/// <summary>Everything that arrives: the ordinary shoppers of each region, and floods.</summary>
internal sealed class Streams(
    Journal journal,
    Registry registry,
    Func<Workload> workload,
    FleetOptions options) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    // A shop that has just come back may stumble over its first newcomers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource ending = new();
    private Crowd[] crowds = [];
    private Task? arrivals;

    /// <param name="shoppers">One per region.</param>
    /// <param name="rate">Operations per second in a region.</param>
    /// <param name="cancellation">Gives up registering.</param>
    internal async Task StartAsync(
        IReadOnlyList<Shopper> shoppers,
        Func<string, double> rate,
        CancellationToken cancellation)
    {
        if (arrivals is not null)
        {
            throw new InvalidOperationException("A fleet starts once.");
        }

        // Hashing passwords is the slow part of it: all regions at once.
        crowds = await Task.WhenAll(shoppers.Select(one => GatherAsync(one, cancellation)));
        arrivals = Task.WhenAll(crowds.Select(crowd => Loop(crowd.Region).RunAsync(
            () => rate(crowd.Region),
            () => workload().Poisson,
            due => crowd.Start(workload(), due),
            ending.Token)));
    }

    /// <summary>Lets the plans of the ordinary shoppers start over, from the workload's seed.</summary>
    internal void Restart()
    {
        foreach (var crowd in crowds)
        {
            crowd.Follow(PlanOf(crowd.Region));
        }
    }

    internal async Task<FloodStream> StartFloodAsync(
        Shopper shopper,
        Flood flood,
        CancellationToken cancellation)
    {
        var customer = await WelcomeAsync(shopper, cancellation);
        var crowd = new Crowd(shopper, [customer], PlanOf(flood.Name), flood.Name);
        var stream = new FloodStream(flood, customer.Email, SettleAsync);
        stream.Begin(Loop(flood.Name), crowd, workload);
        return stream;
    }

    /// <summary>Ends ordinary arrivals and waits for what is under way.</summary>
    internal async Task StopAsync()
    {
        await ending.CancelAsync();
        await (arrivals ?? Task.CompletedTask);
        await SettleAsync();
    }

    public void Dispose() => ending.Dispose();

    private Task SettleAsync() => journal.WaitForAsync(
        journal.Now, workload().Timeout, options.Time, CancellationToken.None);

    private async Task<Crowd> GatherAsync(Shopper shopper, CancellationToken cancellation)
    {
        var customers = await registry.RegisterAsync(shopper, options.Customers, cancellation);
        return new Crowd(shopper, customers, PlanOf(shopper.Entrance.Region));
    }

    private async Task<Customer> WelcomeAsync(Shopper shopper, CancellationToken cancellation)
    {
        for (var start = journal.Now; ; await Task.Delay(Glance, options.Time, cancellation))
        {
            try
            {
                return (await registry.RegisterAsync(shopper, 1, cancellation))[0];
            }
            catch (ShopperException) when (journal.Now - start < Patience)
            {
                // Again, as somebody else.
            }
        }
    }

    private Plan PlanOf(string purpose) => new(workload().Seed, purpose);

    private ArrivalLoop Loop(string purpose) =>
        new(journal, Seeded.Random(workload().Seed, $"arrivals {purpose}"));
}
