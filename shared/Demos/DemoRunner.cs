namespace Aspire.Hosting;

/// <summary>Runs demos one at a time, and always leaves the level as it found it.</summary>
public sealed class DemoRunner(FrontDesk desk, IReadOnlyList<Demo> demos, TimeProvider? time = null)
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BooksLimit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim one = new(1, 1);
    private CancellationTokenSource stop = new();
    private volatile bool isPlaying;

    /// <summary>Raised with each run's begin, whoever started it.</summary>
    public event Action<Demo>? Began;

    /// <summary>Raised with each entry of the running demo's timeline.</summary>
    public event Action<TimelineEntry>? Noted;

    /// <summary>
    /// Raised with each run's end: with its report, or with what broke it off, which is an
    /// <see cref="OperationCanceledException"/> when somebody stopped it.
    /// </summary>
    public event Action<DemoReport?, Exception?>? Ended;

    public IReadOnlyList<Demo> Demos => demos;

    public bool IsPlaying => isPlaying;

    /// <summary>Plays a demo on the running level and judges its claim.</summary>
    /// <exception cref="DistributedApplicationException">The level is not healthy before or after.</exception>
    public async Task<DemoReport> RunAsync(
        Demo demo,
        IProgress<TimelineEntry>? progress = null,
        CancellationToken cancellation = default)
    {
        var shop = await desk.Open.WaitAsync(cancellation);
        await one.WaitAsync(cancellation);
        try
        {
            stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            isPlaying = true;
            return await AnnounceAsync(demo, shop, progress);
        }
        finally
        {
            isPlaying = false;
            one.Release();
        }
    }

    /// <summary>Breaks off the demo that plays; ends when it has put everything back.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await one.WaitAsync();
        one.Release();
    }

    private async Task<DemoReport> AnnounceAsync(
        Demo demo,
        ShopUnderTest shop,
        IProgress<TimelineEntry>? progress)
    {
        Began?.Invoke(demo);
        try
        {
            var report = await PlayAsync(demo, shop, new Audience(this, progress), stop.Token);
            isPlaying = false;
            Ended?.Invoke(report, null);
            return report;
        }
        catch (Exception reason)
        {
            // The demo's own code may throw anything; its caller deals with it. What waited for an
            // answer in vain was cancelled, too, and is not what somebody stopped.
            isPlaying = false;
            Ended?.Invoke(null, reason is OperationCanceledException && !stop.IsCancellationRequested
                ? new TimeoutException("Somebody did not answer in time.", reason)
                : reason);
            throw;
        }
    }

    private async Task<DemoReport> PlayAsync(
        Demo demo,
        ShopUnderTest shop,
        IProgress<TimelineEntry>? progress,
        CancellationToken cancellation)
    {
        var (ambient, before) = (shop.Fleet.Workload, shop.Fleet.LastAudit ?? new());
        var stage = new Stage(shop, progress, cancellation);
        shop.Faults.Happened += stage.Note;
        try
        {
            shop.Fleet.Workload = demo.Workload;
            await SettleAsync(shop.Fleet, cancellation);
            await PlayAsync(demo, stage);
        }
        finally
        {
            shop.Faults.Happened -= stage.Note;
            shop.Fleet.Workload = ambient;
        }

        await SettleAsync(shop.Fleet, cancellation);
        stage.NoteDowntime(); // Now it is known when they were served again.
        await CloseTheBooksAsync(stage, before, cancellation);
        stage.JudgeShoppers();
        return Report(demo, stage);
    }

    private static async Task PlayAsync(Demo demo, Stage stage)
    {
        try
        {
            await demo.Play(stage);
        }
        finally
        {
            await stage.Faults.RestoreAsync();
        }
    }

    // An order that is made while they are read would be in the shop's books and not in ours.
    private static async Task CloseTheBooksAsync(
        Stage stage, AuditReport before, CancellationToken cancellation)
    {
        stage.Fleet.Pause();
        try
        {
            await stage.Fleet.MeasureAsync(TimeSpan.Zero, cancellation);
            await AuditAsync(stage, before, cancellation);
        }
        finally
        {
            stage.Fleet.Resume();
        }
    }

    // Nothing that was acknowledged may be lost, whatever else a demo shows. What was known to be lost
    // before, by a demo or by hand, is not this one's.
    private static async Task AuditAsync(Stage stage, AuditReport before, CancellationToken cancellation)
    {
        var audits = await Task.WhenAll(stage.Visitors.Prepend(stage.Fleet).Select(fleet =>
            fleet.AuditAsync(stage.Shop.Api, BooksLimit, cancellation)));
        var (lost, twice) = (audits.Sum(one => one.Lost), audits.Sum(one => one.Duplicate));
        var oversold = audits.Max(one => one.Oversold);
        stage.Expect("acknowledged orders lost", lost - before.Lost, "orders", atMost: 0);
        stage.Expect("orders bought once and found twice", twice - before.Duplicate, "orders", atMost: 0);
        stage.Expect("products oversold", oversold - before.Oversold, "products", atMost: 0);
        stage.Measure("orders_acknowledged", audits.Sum(one => one.Acknowledged));
        stage.Measure("orders_of_unknown_outcome", audits.Sum(one => one.Explained));
    }

    /// <summary>Waits for a second in which every region is served and nobody is disappointed.</summary>
    private static async Task SettleAsync(Fleet fleet, CancellationToken cancellation)
    {
        for (var start = fleet.History.Now; fleet.History.Now - start < SettleLimit;)
        {
            var window = await fleet.MeasureAsync(Settled, cancellation);
            var served = fleet.Regions.All(region => window.Of(region).Ok > 0);
            if (served && window.All.Failed == 0)
            {
                return;
            }
        }

        throw new DistributedApplicationException(
            $"The shop does not serve every region: after {SettleLimit.TotalSeconds:0} s shoppers still fail.");
    }

    private DemoReport Report(Demo demo, Stage stage) => new()
    {
        Level = stage.World.Level,
        Demo = demo.Name,
        Claim = demo.Claim,
        Verdict = stage.Expectations.All(expectation => expectation.Held) ? "held" : "refuted",
        Without = stage.World.Without,
        Date = (time ?? TimeProvider.System).GetUtcNow(),
        Phases = [.. stage.Phases.Select(phase => Report(phase, stage.Regions))],
        Measurements = stage.Measurements,
        Expectations = stage.Expectations,
        Timeline = stage.Timeline,
        Comparison = stage.Comparison,
        Findings = stage.Findings,
        SentLateP99Ms = Math.Round(stage.SentLateP99Ms(), 1),
    };

    private static PhaseReport Report(Phase phase, IReadOnlyList<Region> regions) =>
        new(phase.Name, Math.Round(phase.Seconds, 2), regions.ToDictionary(
            region => region.Name,
            region => new RegionReport(
                ClassReport.Of(phase.Reads(region)),
                ClassReport.Of(phase.Writes(region)),
                ClassReport.Of(phase.Assets(region)))))
        {
            Failures = phase.Window.Operations
                .Where(operation => operation.Missed)
                .CountBy(operation => $"{operation.Kind}: {operation.Error}")
                .ToDictionary(),
        };

    /// <summary>Whoever started the demo, and everybody else.</summary>
    private sealed class Audience(DemoRunner runner, IProgress<TimelineEntry>? caller)
        : IProgress<TimelineEntry>
    {
        public void Report(TimelineEntry value)
        {
            caller?.Report(value);
            runner.Noted?.Invoke(value);
        }
    }
}
