namespace Aspire.Hosting;

/// <summary>What a demo plays on: the world to break, the shoppers to watch, and the record.</summary>
public sealed class Stage
{
    private readonly List<Phase> phases = [];
    private readonly List<Expectation> expectations = [];
    private readonly List<Finding> findings = [];
    private readonly SortedDictionary<string, double> measurements = [];
    private readonly Timeline timeline;
    private readonly TimeSpan start;

    internal Stage(ShopUnderTest shop, IProgress<TimelineEntry>? progress, CancellationToken cancellation)
    {
        Shop = shop;
        timeline = new(progress);
        Cancellation = cancellation;
        start = shop.Fleet.History.Now;
    }

    public ShopUnderTest Shop { get; }

    public World World => Shop.World;

    public Faults Faults => Shop.Faults;

    public Fleet Fleet => Shop.Fleet;

    /// <summary>Crowds that came in addition, see <see cref="ShoppersExtensions.EnterAsync"/>.</summary>
    internal List<Fleet> Visitors { get; } = [];

    /// <summary>Where shoppers live.</summary>
    public IReadOnlyList<Region> Regions => Shop.Regions;

    public CancellationToken Cancellation { get; }

    /// <summary>One of the level's resources.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public IResource Resource(string name) =>
        Shop.Services.GetRequiredService<DistributedApplicationModel>()
            .Resources.Single(resource => resource.Name == name);

    public IReadOnlyList<Phase> Phases => phases;

    public IReadOnlyList<Expectation> Expectations => expectations;

    public IReadOnlyDictionary<string, double> Measurements => measurements;

    /// <summary>What histories said, each about one guarantee.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>What was compared, or null.</summary>
    public Comparison? Comparison { get; private set; }

    /// <summary>What happened, in order, with the moments at which shoppers felt it.</summary>
    public IReadOnlyList<TimelineEntry> Timeline => timeline.InOrder;

    /// <summary>
    /// Watches the shoppers for some seconds, or longer if <paramref name="act"/> takes longer, and
    /// waits until everything that they began has ended.
    /// </summary>
    /// <param name="name">Of the phase, as it is shown.</param>
    /// <param name="seconds">How long it lasts at least.</param>
    /// <param name="act">What happens in it.</param>
    /// <param name="fleet">Whom to watch; null for the ordinary shoppers.</param>
    public async Task<Phase> PhaseAsync(
        string name,
        double seconds,
        Func<Task>? act = null,
        Fleet? fleet = null)
    {
        Note("phase", name);
        var watched = fleet ?? Fleet;
        var from = watched.History.Now;
        var least = Task.Delay(TimeSpan.FromSeconds(seconds), Cancellation);
        await Task.WhenAll(least, act?.Invoke() ?? Task.CompletedTask);
        var window = await watched.MeasureAsync(from, watched.History.Now, Cancellation);
        var phase = new Phase(name, window);
        lock (phases)
        {
            phases.Add(phase);
        }

        return phase;
    }

    /// <summary>
    /// Lets a crowd arrive on top of the ordinary shoppers; dispose of the result to send it home.
    /// A run <c>--without faults</c> has no crowds.
    /// </summary>
    public async Task<IAsyncDisposable?> CrowdAsync(Flood crowd)
    {
        Note("inject", $"{crowd.Rate:0} {crowd.Kind} a second from {crowd.Region}");
        return World.Without == "faults" ? null : await Fleet.StartFloodAsync(crowd, Cancellation);
    }

    /// <summary>What the members of a crowd met during a phase.</summary>
    public Summary Met(string crowd, Phase phase) =>
        Window.Of(Fleet.History, phase.Window.From, phase.Window.To, crowd).All;

    /// <summary>States what must be seen for the claim to hold.</summary>
    public void Expect(
        string what,
        double value,
        string unit,
        double? atLeast = null,
        double? atMost = null) =>
        expectations.Add(new Expectation(what, value, unit, atLeast, atMost));

    /// <summary>Judges a history that a demo has taken down; the finding is shown with the report.</summary>
    /// <returns>The number of violations.</returns>
    public int Judge(Verdicts.History history, Verdicts.Guarantee guarantee)
    {
        var finding = Finding.Of(history, guarantee);
        findings.Add(finding);
        return finding.Violations;
    }

    /// <summary>Records a number that nothing depends on.</summary>
    public void Measure(string name, double value) => measurements[name] = value;

    /// <summary>Lays numbers side by side, for the terminal and for the level's README.</summary>
    public void Compare(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) =>
        Comparison = new Comparison(columns, rows);

    /// <summary>Adds to the timeline.</summary>
    public void Note(string kind, string what) => Note(kind, what, TimeSpan.Zero);

    /// <summary>Adds to the timeline what became known only now.</summary>
    /// <param name="kind">One word, as <see cref="TimelineEntry.Kind"/>.</param>
    /// <param name="what">The same in a sentence.</param>
    /// <param name="ago">For how long it has been so.</param>
    public void Note(string kind, string what, TimeSpan ago) => timeline.Note(kind, what, ago);

    internal void Note(FaultEvent fault) => Note(fault.Kind, fault.What);

    /// <summary>Judges what the ordinary shoppers have read since the demo began.</summary>
    internal void JudgeShoppers() =>
        findings.AddRange(Finding.Of(Window.Of(Fleet.History, start, Fleet.History.Now).Operations));

    internal double SentLateP99Ms()
    {
        var late = Window.Of(Fleet.History, start, Fleet.History.Now).Operations
            .Select(one => (one.Start - one.Intended).TotalMilliseconds)
            .Order()
            .ToArray();
        return Percentile.Of(late, 99);
    }

    /// <summary>Adds when shoppers felt something and when they were served again.</summary>
    internal void NoteDowntime()
    {
        foreach (var (region, intervals) in Window.Of(Fleet.History, start, Fleet.History.Now).Downtime.Regions)
        {
            foreach (var interval in intervals)
            {
                timeline.AddDowntime(
                    region,
                    (interval.From - start).TotalSeconds,
                    (interval.To - start).TotalSeconds);
            }
        }
    }
}
