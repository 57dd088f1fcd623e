namespace Shop.Shoppers;

/// <summary>A running <see cref="Flood"/>.</summary>
public sealed class FloodStream : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Flood flood;
    private readonly Func<Task> settle;
    private Task arrivals = Task.CompletedTask;

    internal FloodStream(Flood flood, string customer, Func<Task> settle)
    {
        this.flood = flood;
        this.settle = settle;
        Customer = customer;
        Rate = flood.Rate;
    }

    /// <summary>Operations per second, ≥ 0; may be changed at any time.</summary>
    public double Rate { get; set; }

    /// <summary>The e-mail address of its only customer.</summary>
    public string Customer { get; }

    /// <summary>Ends it and waits for what is under way, at most the time-out.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await arrivals;
        await settle();
        ending.Dispose();
    }

    internal void Begin(ArrivalLoop loop, Crowd crowd, Func<Workload> workload)
    {
        var mix = Mix.Only(flood.Kind);
        arrivals = loop.RunAsync(
            () => Rate,
            () => workload().Poisson,
            due => crowd.Start(workload() with { Mix = mix, SignedReads = true }, due),
            ending.Token);
    }
}
