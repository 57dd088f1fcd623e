namespace Shop.Shoppers;

/// <summary>
/// Shoppers of several regions: an open loop of arrivals that slow answers never delay.
/// </summary>
public sealed class Fleet : IAsyncDisposable
{
    /// <param name="entrances">One per region.</param>
    /// <param name="workload">What they do at first.</param>
    /// <param name="options">How they are equipped.</param>
    public Fleet(
        IReadOnlyList<Entrance> entrances,
        Workload? workload = null,
        FleetOptions? options = null)
    {
        _ = entrances;
        Workload = workload ?? new Workload();
        History = new History(options?.HistoryLimit ?? History.DefaultLimit, options?.Time);
    }

    /// <summary>What happened so far.</summary>
    public History History { get; }

    /// <summary>What shoppers do; may be changed at any time.</summary>
    public Workload Workload { get; set; }

    /// <summary>True while arrivals are held back by <see cref="Pause"/>.</summary>
    public bool Paused { get; }

    /// <summary>Regions of the entrances, in their order.</summary>
    public IReadOnlyList<string> Regions { get; } = [];

    /// <summary>
    /// Registers one customer and buys one product, through the first entrance: proof that the
    /// whole shop works. May be called before <see cref="StartAsync"/>.
    /// </summary>
    /// <returns>How long the purchase itself took.</returns>
    /// <exception cref="ShopperException">With one line that says what failed.</exception>
    public Task<TimeSpan> FirstPurchaseAsync(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>Registers customers, warms connections, lets arrivals begin.</summary>
    /// <exception cref="ShopperException">With one line that says what failed.</exception>
    public Task StartAsync(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>Ends arrivals and waits for what is under way, at most its time-out.</summary>
    public Task StopAsync() => Task.CompletedTask;

    /// <summary>No new arrivals from now on; what is under way ends. Floods are not paused.</summary>
    public void Pause() => throw new NotSupportedException();

    public void Resume() => throw new NotSupportedException();

    /// <summary>Changes the rate of one region, or of all of them.</summary>
    /// <param name="perSecond">Operations per second in each region, ≥ 0.</param>
    /// <param name="region">Null for all.</param>
    public void SetRate(double perSecond, string? region = null) =>
        throw new NotSupportedException();

    /// <summary>
    /// One-second statistics from now on. A subscriber that reads too slowly misses the oldest.
    /// </summary>
    public IAsyncEnumerable<Second> Seconds(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>
    /// Waits until everything that was due before <paramref name="to"/> has ended, at most the
    /// workload's time-out longer, and summarizes what was due in [from, to).
    /// </summary>
    public Task<Window> MeasureAsync(
        TimeSpan from,
        TimeSpan to,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>Measures what happens from now on for some time.</summary>
    public Task<Window> MeasureAsync(TimeSpan length, CancellationToken cancellation = default) =>
        MeasureAsync(History.Now, History.Now + length, cancellation);

    /// <summary>Starts an extra stream of arrivals; dispose of it to end it.</summary>
    /// <exception cref="ShopperException">Its customer could not be registered.</exception>
    public Task<FloodStream> StartFloodAsync(Flood flood, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    /// <summary>
    /// Finds the sustainable rate of one kind: shoppers in a closed loop, 1, 2, 4, … of them, until
    /// more of them get no more done. Recorded under the stream <c>capacity</c>.
    /// </summary>
    /// <param name="kind">What to do; purchases use up stock.</param>
    /// <param name="region">One of the entrances; the shop's own region if its capacity is meant.</param>
    /// <param name="step">How long each number of shoppers is tried.</param>
    public Task<Capacity> MeasureCapacityAsync(
        Kind kind,
        string region,
        TimeSpan step,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <summary>
    /// Compares what the shop remembers with what its customers were told. Pause and wait before.
    /// </summary>
    /// <param name="api">Asked directly, not through a region's entrance.</param>
    /// <exception cref="ShopperException">The shop doesn't answer.</exception>
    public Task<AuditReport> AuditAsync(Uri api, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public async ValueTask DisposeAsync() => await StopAsync();
}
