namespace Shop.Scorecard;

/// <summary>Makes one card out of all rounds of all levels.</summary>
internal sealed class Aggregate(Prices prices, Assumptions assume, double requestsPerMonth)
{
    // A customer notices when everything takes twice as long, and at least a tenth of a second more.
    private const double Slower = 2;
    private const double SlowerMs = 100;

    // What shows a fault may be called differently in the level that has it first.
    private static readonly Dictionary<string, string[]> Shows = new()
    {
        ["backend-crash"] = ["backend-crash", "isolation", "outage"],
        ["release"] = ["rolling-upgrade", "independent-deploy", "upgrade"],
        ["bad-release"] = ["bad-release", "regional-canary", "versioning"],
        ["cache-loss"] = ["cache-loss"],
        ["database-crash"] = ["leader-crash", "database-crash"],
        ["region-outage"] = ["region-outage", "no-servers"],
        ["partition"] = ["leader-partition", "partition"],
        ["slow-link"] = ["dns-routing", "distance"],
        ["flood"] = ["flood", "overload"],
    };

    /// <param name="levels">In their order; those without a finished round are left out.</param>
    /// <param name="all">All level folders in order, for the diff with the one before.</param>
    public IReadOnlyList<LevelCard> Of(IReadOnlyList<LevelRuns> levels, IReadOnlyList<LevelFolder> all) =>
        [.. levels
            .Where(level => level.Rounds.Count > 0)
            .Select(level => Of(level, Before(level.Level, all))),];

    internal LevelCard Of(LevelRuns level, LinesChanged? changed)
    {
        var rounds = level.Rounds.Select(round => round.Measure).ToList();
        var topology = Topology(rounds);
        var traffic = Traffic(rounds);
        var scaling = new Scaling(prices, assume);
        return new LevelCard
        {
            Key = level.Level.Key,
            Folder = level.Level.Name,
            Title = level.Level.Title,
            ReadySeconds = Spread.Of(level.Rounds.Select(round => round.ReadySeconds)),
            Regions = rounds[0].Regions.Keys.ToDictionary(region => region, region => Classes(rounds, region)),
            FibreFloorMs = rounds[0].FibreFloorMs,
            LastMileMs = rounds[0].LastMileMs,
            Faults = [.. rounds[0].Faults.Select(fault => Fault(fault.Fault, rounds))],
            StalePercent = Spread.Of(rounds.Select(round => round.Staleness.StalePercent)),
            StalestMs = rounds.Max(round => round.Staleness.MaxAgeMs),
            LostOrders = rounds.Sum(round => round.LostOrders),
            Orders = rounds.Sum(round => round.Orders),
            MovingParts = topology.Parts.Count(part => part.Kind != PartKind.Dns),
            MemoryMb = Spread.Of(rounds.Select(round => round.Parts.Sum(part => part.MemoryMb))),
            CrossRegionBytesPerRequest = traffic.CrossRegion.Values.Sum() / (double)traffic.Requests,
            Changed = changed,
            Bill = new Billing(prices, assume).Of(topology, traffic, requestsPerMonth),
            CpuMsPerRequest = topology.Parts.GroupBy(part => part.Kind)
                .ToDictionary(kind => kind.Key, kind => kind.Sum(part => part.CpuMsPerRequest)),
            Scale = [.. Scaling.Decades.Select(users => scaling.At(topology, traffic, users))],
            Stop = scaling.Stop(topology),
            Demos = level.Verdicts.Count > 0 ? level.Verdicts : Unplayed(rounds[0]),
            SentLateMs = rounds.Max(round => round.SentLateP99Ms),
        };
    }

    private static LinesChanged? Before(LevelFolder level, IReadOnlyList<LevelFolder> all)
    {
        var before = all.TakeWhile(one => one != level).LastOrDefault();
        return before is null ? null : FolderDiff.Of(before.Folder, level.Folder);
    }

    private static IReadOnlyList<DemoVerdict> Unplayed(LevelMeasure round) =>
        [.. round.Demos.Select(demo => new DemoVerdict(demo.Key, demo.Value, "not played"))];

    private static IReadOnlyDictionary<string, Latency> Classes(List<LevelMeasure> rounds, string region)
    {
        return new Dictionary<string, Latency>
        {
            ["reads"] = Reads(),
            ["writes"] = Of(one => one.Writes),
            ["assets"] = Of(one => one.Assets),
        };

        Latency Reads()
        {
            var all = Of(one => one.Reads);
            return all with { P50 = all.P50.Spanning(rounds.SelectMany(round => round.ReadP50sMs[region])) };
        }

        Latency Of(Func<RegionReport, ClassReport> part)
        {
            var reports = rounds.Select(round => part(round.Regions[region])).ToList();
            return new Latency(
                Spread.Of(reports.Select(one => one.P50Ms))!,
                Spread.Of(reports.Select(one => one.P95Ms))!);
        }
    }

    private static FaultCard Fault(string name, List<LevelMeasure> rounds)
    {
        var all = rounds.SelectMany(round => round.Faults).Where(fault => fault.Fault == name).ToList();
        var played = all.Where(fault => fault.Absent is null).ToList();
        var demo = Shows.GetValueOrDefault(name, [name]).FirstOrDefault(rounds[0].Demos.ContainsKey);
        var absent = played.Count == 0 ? all[0].Absent : null;
        return new FaultCard(name, absent, played.FirstOrDefault()?.Target, demo)
        {
            FailedPercent = Spread.Of(played.Select(fault => fault.FailedPercent)),
            DownSeconds = Spread.Of(played.Select(fault => fault.DownSeconds)),
            WriteDownSeconds = Spread.Of(played.Select(fault => fault.WriteDownSeconds)),
            LostOrders = played.Max(fault => fault.LostOrders),
            Recovered = played.All(fault => fault.Recovered),
            SlowMs = Spread.Of(rounds.Select(round => Slowest(round, name)).Where(ms => ms > 0)),
            Failed = played.SelectMany(fault => fault.Regions)
                .GroupBy(region => region.Key, region => region.Value.FailedPercent)
                .ToDictionary(region => region.Key, region => Spread.Of(region)!.Median),
        };
    }

    private static double Slowest(LevelMeasure round, string fault) => round.Faults
        .Where(one => one.Fault == fault)
        .SelectMany(one => one.Regions)
        .Where(region => IsSlow(region.Value.ReadP95Ms, round.Regions[region.Key].Reads.P95Ms))
        .Select(region => region.Value.ReadP95Ms)
        .DefaultIfEmpty()
        .Max();

    private static bool IsSlow(double ms, double usual) => ms >= Slower * usual && ms >= usual + SlowerMs;

    private static Topology Topology(List<LevelMeasure> rounds) => new(
        [.. rounds[0].Parts.Select(part => new Part(
            part.Name,
            Enum.Parse<PartKind>(part.Kind, ignoreCase: true),
            part.Region,
            Spread.Of(rounds.SelectMany(round => round.Parts)
                .Where(one => one.Name == part.Name)
                .Select(one => one.CpuMsPerRequest))!.Median)),]);

    private static Traffic Traffic(List<LevelMeasure> rounds)
    {
        return new Traffic(
            rounds.Sum(round => round.Traffic.Requests),
            Sum(traffic => traffic.InternetBytes),
            Sum(traffic => traffic.EdgeBytes),
            Sum(traffic => traffic.CrossRegionBytes));

        Dictionary<string, long> Sum(Func<TrafficMeasure, IReadOnlyDictionary<string, long>> of) => rounds
            .SelectMany(round => of(round.Traffic))
            .GroupBy(one => one.Key)
            .ToDictionary(region => region.Key, region => region.Sum(one => one.Value));
    }
}
