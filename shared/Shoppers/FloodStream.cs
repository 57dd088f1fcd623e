namespace Shop.Shoppers;

/// <summary>A running <see cref="Flood"/>.</summary>
public sealed class FloodStream : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Flood flood;
    private readonly Func<TimeSpan, CancellationToken, Task> waitFor;
    private Task arrivals = Task.CompletedTask;
    private TimeSpan ended;

    internal FloodStream(
        Flood flood,
        string customer,
        Func<TimeSpan, CancellationToken, Task> waitFor)
    {
        this.flood = flood;
        this.waitFor = waitFor;
        Customer = customer;
        Rate = flood.Rate;
    }

    /// <summary>Operations per second, ≥ 0; may be changed at any time.</summary>
    public double Rate { get; set; }

    /// <summary>The e-mail address of its only customer.</summary>
    public string Customer { get; }

    internal void Begin(ArrivalLoop loop, Crowd crowd, Func<Workload> workload, History clock)
    {
        var mix = Mix.Only(flood.Kind);
        arrivals = RunAsync();

        async Task RunAsync()
        {
            await loop.RunAsync(
                () => Rate,
                () => workload().Poisson,
                due => crowd.Start(workload() with { Mix = mix, SignedReads = true }, due),
                ending.Token);
            ended = clock.Now;
        }
    }

    /// <summary>Ends it and waits for what is under way, at most the time-out.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await arrivals;
        await waitFor(ended, CancellationToken.None);
        ending.Dispose();
    }
}
