namespace ScorecardTests;

/// <summary>Levels that were never run.</summary>
internal static class Sample
{
    private static readonly Aggregate Aggregate = new(Prices.Load(), new Assumptions(), 100e6);

    /// <summary>Level 1 from far away, level 2 with a balancer, level 3 with a cache nearby.</summary>
    public static Card Card(bool quick = true) => new(
        new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero),
        "2 cores",
        quick,
        Rounds: 1,
        RequestsPerMonth: 100e6,
        "a price list",
        new Assumptions(),
        [
            Level("1", Measure(readMs: 233, parts: "backend database")),
            Level("2", Measure(readMs: 234, parts: "balancer backend backend2 database", failed: 0)),
            Level("3", Measure(readMs: 6, parts: "balancer backend cache dns edge database", failed: 0, stale: 8)),
        ]);

    public static LevelCard Level(string key, params LevelMeasure[] rounds) => Aggregate.Of(
        new LevelRuns(new LevelFolder(key, $"/nowhere/level{key}-sample"), [.. rounds.Select(one => new Round(4, one))], []),
        changed: null);

    /// <param name="readMs">Read p50 in Singapore.</param>
    /// <param name="parts">Names; what is no kind is a service.</param>
    /// <param name="failed">Per cent, when a backend crashes.</param>
    /// <param name="stale">Of a hundred reads.</param>
    /// <param name="thirdsMs">The same in each third of the time.</param>
    public static LevelMeasure Measure(
        double readMs,
        string parts = "backend",
        double failed = 100,
        int stale = 0,
        double[]? thirdsMs = null) => new()
    {
        Level = "level1-sample",
        Date = DateTimeOffset.UnixEpoch,
        Demos = new Dictionary<string, string> { ["outage"] = "One crash is everybody's <outage>." },
        Parts = [.. parts.Split(' ').Select(name => new PartMeasure(name, KindOf(name), "us-east-1", 2, 40))],
        Regions = new Dictionary<string, RegionReport> { ["ap-southeast-1"] = Region(readMs) },
        ReadP50sMs = new Dictionary<string, IReadOnlyList<double>>
        {
            ["ap-southeast-1"] = thirdsMs ?? [readMs, readMs, readMs],
        },
        FibreFloorMs = new Dictionary<string, double> { ["ap-southeast-1"] = 152 },
        LastMileMs = 4,
        Traffic = new TrafficMeasure(
            1_000,
            new Dictionary<string, long> { ["us-east-1"] = 9_000_000 },
            new Dictionary<string, long>(),
            new Dictionary<string, long> { ["us-east-1"] = 500_000 }),
        Staleness = new Staleness(100, stale, 40),
        Faults =
        [
            new FaultMeasure("backend-crash")
            {
                Target = "kill backend",
                FailedPercent = failed,
                DownSeconds = 4,
                Regions = new Dictionary<string, FaultRegion> { ["ap-southeast-1"] = new(failed, 4, readMs) },
            },
            FaultMeasure.Without("cache-loss", "no cache"),
        ],
        LostOrders = 0,
        Orders = 100,
        SentLateP99Ms = 1,
    };

    private static RegionReport Region(double readMs) => new(
        new ClassReport(readMs, readMs * 2, readMs * 3, 100, 0),
        new ClassReport(240, 250, 260, 100, 0),
        new ClassReport(120, 130, 140, 100, 0));

    private static string KindOf(string name) =>
        Enum.TryParse<PartKind>(name, ignoreCase: true, out _) ? name : "service";
}
