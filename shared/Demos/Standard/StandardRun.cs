namespace Aspire.Hosting;

/// <summary>
/// The same programme for every level: an ordinary day, a run on a few products, then one fault
/// after another, each mended by hand after a fixed time.
/// </summary>
internal sealed class StandardRun(
    ShopUnderTest shop,
    IReadOnlyList<Demo> demos,
    StandardLength length,
    Action<string> say,
    CancellationToken cancellation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Workload Ordinary = new() { Rate = 20 };

    // Mostly they look around, and caches learn what they look at.
    private static readonly Workload Crowd = new()
    {
        Rate = 2 * Ordinary.Rate,
        Mix = new() { Cart = 0, Checkout = 0, SignIn = 0 },
    };

    // A few products, so that somebody reads what somebody else has just bought.
    private static readonly Workload Shelf = new()
    {
        Rate = 30,
        Products = 5,
        Skew = 1,
        Mix = Mix.Only(Kind.Product) with { Product = 80, Checkout = 20 },
    };

    private readonly Parts parts = new(shop);

    private Fleet Fleet => shop.Fleet;

    private TimeSpan Now => Fleet.History.Now;

    public async Task<LevelMeasure> RunAsync()
    {
        var began = Now;
        var trials = new Trials(shop, parts, length, say, cancellation);
        // A shop that opens compiles, connects and fills its caches: that is not its ordinary day. With
        // less of a crowd, half of all reads may find nothing in a cache, and a p50 is either or.
        foreach (var opening in new[] { Crowd, Ordinary })
        {
            Fleet.Workload = opening;
            await Task.Delay(TimeSpan.FromSeconds(length.Opening / 2), cancellation);
        }

        await trials.CalmAsync();
        var (steady, traffic, measured) = await SteadyAsync();
        var staleness = await ShelfAsync();
        var faults = new List<FaultMeasure>();
        foreach (var fault in StandardFaults.All)
        {
            var result = await trials.PlayAsync(fault);
            faults.Add(result);
            say(Words(result));
        }

        var audit = await Fleet.AuditAsync(shop.Api, Patience, cancellation);
        var home = parts.Of("database").FirstOrDefault()?.Place()!.Region ?? shop.World.Regions[0];
        return new LevelMeasure
        {
            Level = shop.World.Level,
            Date = DateTimeOffset.UtcNow,
            Demos = demos.ToDictionary(demo => demo.Name, demo => demo.Claim),
            Parts = measured,
            Regions = shop.Regions.ToDictionary(region => region.Name, region => Report(steady, region)),
            ReadP50sMs = shop.Regions.ToDictionary(region => region.Name, region => Thirds(steady, region)),
            FibreFloorMs = shop.Regions.ToDictionary(
                region => region.Name,
                region => shop.World.Latency.FibreFloor(region, home).TotalMilliseconds),
            LastMileMs = shop.World.Latency.LastMile.TotalMilliseconds,
            Traffic = traffic,
            Staleness = staleness,
            Faults = faults,
            LostOrders = audit.Lost,
            Orders = audit.Acknowledged,
            SentLateP99Ms = Late(Window.Of(Fleet.History, began, Now)),
        };
    }

    private async Task<(Window, TrafficMeasure, IReadOnlyList<PartMeasure>)> SteadyAsync()
    {
        var before = await UseAsync();
        var sent = await shop.World.Wan.TrafficAsync(cancellation);
        var from = Now;
        await Task.Delay(TimeSpan.FromSeconds(length.Steady), cancellation);
        var to = Now;
        var sentLater = await shop.World.Wan.TrafficAsync(cancellation);
        var after = await UseAsync();
        var window = await Fleet.MeasureAsync(from, to, cancellation);
        var traffic = StandardTraffic.Of(sent, sentLater, window.All.Count);
        say($"steady: read p50 {Regional(region => $"{window.Of(region, Class.Read).P50Ms:0.0}")} ms");
        return (window, traffic, [.. parts.Measured.Select(one => Measure(one.Part, one.Region, before, after))]);
    }

    private static PartMeasure Measure(
        IResource part, Region region, Dictionary<IResource, Sample> before, Dictionary<IResource, Sample> after)
    {
        var (old, now) = (before[part], after[part]);
        return new(
            part.Name,
            Parts.KindOf(part),
            region.Name,
            1_000 * now.Use.Since(old.Use).CpuSeconds / Math.Max(1, now.Requests - old.Requests),
            now.Use.MemoryMb);
    }

    private async Task<Dictionary<IResource, Sample>> UseAsync()
    {
        var use = await ProcessUse.OfAsync([.. parts.Measured.Select(one => one.Port)]);
        var requests = Fleet.History.Count;
        return parts.Measured.ToDictionary(one => one.Part, one => new Sample(use[one.Port], requests));
    }

    private async Task<Staleness> ShelfAsync()
    {
        Fleet.Workload = Shelf;
        var window = await Fleet.MeasureAsync(TimeSpan.FromSeconds(length.Shelf), cancellation);
        Fleet.Workload = Ordinary;
        var staleness = Staleness.Of(window.Operations);
        say($"stale reads: {staleness.Stale} of {staleness.Reads}");
        return staleness;
    }

    private static string Words(FaultMeasure result) => result.Absent is { } absent
        ? $"{result.Fault}: – ({absent})"
        : $"{result.Fault}: {result.FailedPercent:0.0} % failed, {result.DownSeconds:0.0} s down";

    private string Regional(Func<string, string> of) => string.Join(" / ", Fleet.Regions.Select(of));

    private static RegionReport Report(Window window, Region region) => new(
        ClassReport.Of(window.Of(region.Name, Class.Read)),
        ClassReport.Of(window.Of(region.Name, Class.Write)),
        ClassReport.Of(window.Of(region.Name, Class.Asset)));

    private IReadOnlyList<double> Thirds(Window whole, Region region)
    {
        var third = (whole.To - whole.From) / 3;
        return [.. Enumerable.Range(0, 3)
            .Select(number => whole.From + (number * third))
            .Select(from => Window.Of(Fleet.History, from, from + third).Of(region.Name, Class.Read).P50Ms),];
    }

    private static double Late(Window window) => Percentile.Of(
        [.. window.Operations.Select(one => (one.Start - one.Intended).TotalMilliseconds).Order()], 99);

    /// <summary>What a process had used when so many requests had been made.</summary>
    private sealed record Sample(ProcessUse Use, int Requests);
}
