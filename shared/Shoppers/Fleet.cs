namespace Shop.Shoppers;

/// <summary>
/// Shoppers of several regions: an open loop of arrivals that slow answers never delay.
/// </summary>
public sealed class Fleet : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly FleetOptions options;
    private readonly Journal journal;
    private readonly Registry registry = new();
    private readonly List<Shopper> shoppers;
    private readonly Streams streams;
    private volatile Workload workload;
    private volatile bool paused;

    /// <param name="entrances">One per region, at least one.</param>
    /// <param name="workload">What they do at first.</param>
    /// <param name="options">How they are equipped.</param>
    public Fleet(
        IReadOnlyList<Entrance> entrances,
        Workload? workload = null,
        FleetOptions? options = null)
    {
        this.workload = Sound(workload ?? new Workload());
        this.options = options ?? new FleetOptions();
        History = new History(this.options.HistoryLimit, this.options.Time);
        journal = new Journal(History);
        shoppers = [.. entrances.Select(Equip)];
        streams = new Streams(journal, registry, () => this.workload, this.options);
        Regions = [.. entrances.Select(entrance => entrance.Region)];
    }

    /// <summary>What happened so far.</summary>
    public History History { get; }

    /// <summary>Regions of the entrances, in their order.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>
    /// What shoppers do; may be changed at any time. A changed seed counts from the next
    /// <see cref="Restart"/> on.
    /// </summary>
    /// <exception cref="ArgumentException">A part of it makes no sense.</exception>
    public Workload Workload
    {
        get => workload;
        set => workload = Sound(value);
    }

    /// <summary>What was found when the books were last compared; null before.</summary>
    public AuditReport? LastAudit { get; private set; }

    /// <summary>True while arrivals are held back by <see cref="Pause"/>.</summary>
    public bool Paused => paused;

    /// <summary>
    /// Registers one customer and buys one product, through the first entrance: proof that the
    /// whole shop works. May be called before <see cref="StartAsync"/>. Recorded under the stream
    /// <c>first purchase</c>.
    /// </summary>
    /// <returns>How long the purchase itself took.</returns>
    /// <exception cref="ShopperException">With one line that says what failed.</exception>
    public async Task<TimeSpan> FirstPurchaseAsync(CancellationToken cancellation = default)
    {
        var customers = await registry.RegisterAsync(shoppers[0], 1, cancellation);
        var random = Seeded.Random(workload.Seed, "first purchase");
        return await FirstPurchase.RunAsync(shoppers[0], customers[0], workload, random);
    }

    /// <summary>Registers customers, which warms connections, and lets arrivals begin.</summary>
    /// <exception cref="ShopperException">With one line that says what failed.</exception>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public Task StartAsync(CancellationToken cancellation = default) => streams.StartAsync(
        shoppers,
        region => paused ? 0 : workload.RateIn(region),
        cancellation);

    /// <summary>
    /// Ends arrivals and waits for what is under way, at most its time-out. Floods end with
    /// their own disposal.
    /// </summary>
    public Task StopAsync() => streams.StopAsync();

    /// <summary>No new arrivals; what is under way ends. Floods are not paused.</summary>
    public void Pause() => paused = true;

    /// <summary>Arrivals go on at their rate; what was left out is not made up for.</summary>
    public void Resume() => paused = false;

    /// <summary>Changes the rate of one region, or of all of them.</summary>
    /// <param name="perSecond">Operations per second in each region, ≥ 0.</param>
    /// <param name="region">Null for all.</param>
    public void SetRate(double perSecond, string? region = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(perSecond);
        lock (gate)
        {
            workload = region is null
                ? workload with { Rate = perSecond, Rates = workload.Rates.Clear() }
                : workload with { Rates = workload.Rates.SetItem(region, perSecond) };
        }
    }

    /// <summary>
    /// Lets the sequence of kinds and products start over in every region, so that two stretches of
    /// one run can be compared.
    /// </summary>
    /// <param name="seed">Same seed, same sequence.</param>
    public void Restart(int seed)
    {
        lock (gate)
        {
            workload = workload with { Seed = seed };
        }

        streams.Restart();
    }

    /// <summary>
    /// One-second statistics from now on, of what ended in each second. Any number of subscribers;
    /// a slow one gets the seconds it missed as one.
    /// </summary>
    public IAsyncEnumerable<Second> Seconds(CancellationToken cancellation = default) =>
        SecondsFeed.ReadAsync(History, options.Time, cancellation);

    /// <summary>
    /// Waits until everything that was due before <paramref name="to"/> has ended, at most the
    /// workload's time-out longer, and summarizes what was due in [from, to).
    /// </summary>
    public async Task<Window> MeasureAsync(
        TimeSpan from,
        TimeSpan to,
        CancellationToken cancellation = default)
    {
        await journal.WaitForAsync(to, workload.Timeout, options.Time, cancellation);
        return Window.Of(History, from, to);
    }

    /// <summary>Measures what is due from now on for some time.</summary>
    public Task<Window> MeasureAsync(TimeSpan length, CancellationToken cancellation = default)
    {
        var from = History.Now;
        return MeasureAsync(from, from + length, cancellation);
    }

    /// <summary>Starts an extra stream of arrivals; dispose of it to end it.</summary>
    /// <exception cref="ArgumentException">The flood has no name.</exception>
    /// <exception cref="ShopperException">Its customer could not be registered.</exception>
    public Task<FloodStream> StartFloodAsync(Flood flood, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(flood.Name, nameof(flood));
        return streams.StartFloodAsync(ShopperIn(flood.Region), flood, cancellation);
    }

    /// <summary>
    /// Finds the sustainable rate of one kind: shoppers in a closed loop, 1, 2, 4, … of them, until
    /// more of them get no more done. Recorded under the stream <c>capacity</c>. Pause before, or
    /// it is the capacity that ordinary shoppers leave.
    /// </summary>
    /// <param name="kind">What to do; purchases use up stock.</param>
    /// <param name="region">The shop's own region, unless distance is to be measured, too.</param>
    /// <param name="step">How long each number of shoppers is tried.</param>
    /// <exception cref="ShopperException">No customer could be registered.</exception>
    public async Task<Capacity> MeasureCapacityAsync(
        Kind kind,
        string region,
        TimeSpan step,
        CancellationToken cancellation = default)
    {
        var shopper = ShopperIn(region);
        var customers = await registry.RegisterAsync(shopper, options.Customers, cancellation);
        var probe = new CapacityProbe(shopper, customers, workload, kind);
        return await probe.RunAsync(step, cancellation);
    }

    /// <summary>
    /// Compares what the shop remembers with what its customers were told. Stop or pause before,
    /// and wait with <see cref="MeasureAsync(TimeSpan, TimeSpan, CancellationToken)"/>.
    /// </summary>
    /// <param name="api">Asked directly, not through a region's entrance.</param>
    /// <param name="patience">
    /// How long an order may still be on its way to the books: so long they are read again while one
    /// is missing, or while the shop doesn't answer. What stays away is lost.
    /// </param>
    /// <param name="cancellation">Ends the audit without a report.</param>
    /// <exception cref="ShopperException">The shop doesn't answer.</exception>
    public async Task<AuditReport> AuditAsync(
        Uri api,
        TimeSpan patience = default,
        CancellationToken cancellation = default)
    {
        using var books = new Books(api);
        var auditor = new Auditor(books, History);
        for (var start = History.Now; ; await Task.Delay(Glance, options.Time, cancellation))
        {
            try
            {
                LastAudit = await auditor.RunAsync(registry.All, cancellation);
                if (LastAudit.Lost == 0 || History.Now - start >= patience)
                {
                    return LastAudit;
                }
            }
            catch (ShopperException) when (History.Now - start < patience)
            {
                // One of many questions failed: a shop that has just come back may stumble.
            }
        }
    }

    /// <summary>Stops, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        shoppers.ForEach(shopper => shopper.Wire.Dispose());
        streams.Dispose();
    }

    // Complains where it is set, instead of in the middle of an operation.
    private static Workload Sound(Workload workload) => workload.IsSound
        ? workload
        : throw new ArgumentException($"Nobody can shop like this: {workload}", nameof(workload));

    private Shopper Equip(Entrance entrance) => new(
        entrance,
        new Wire(entrance.Region, options.Connect, options.ConnectionLifetime),
        journal,
        options.Time);

    private Shopper ShopperIn(string region) =>
        shoppers.Find(shopper => shopper.Entrance.Region == region)
        ?? throw new ArgumentException($"No shoppers live in {region}.", nameof(region));
}
