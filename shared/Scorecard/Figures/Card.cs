namespace Shop.Scorecard;

/// <summary>The scorecard: what each level bought, and what it cost.</summary>
/// <param name="Machine">Processor, cores, memory and system.</param>
/// <param name="Date">When the first of its figures was measured.</param>
/// <param name="Rounds">How often each level was measured, at least.</param>
internal sealed record Card(
    DateTimeOffset Date,
    string Machine,
    bool Quick,
    int Rounds,
    double RequestsPerMonth,
    string PriceSource,
    Assumptions Assumptions,
    IReadOnlyList<LevelCard> Levels)
{
    public IReadOnlyList<string> Regions =>
        [.. Levels.SelectMany(level => level.Regions.Keys).Distinct()];

    public IReadOnlyList<string> Faults =>
        [.. Levels.SelectMany(level => level.Faults.Select(fault => fault.Name)).Distinct()];
}

/// <summary>One level's figures.</summary>
internal sealed record LevelCard
{
    /// <summary>What follows <c>./run</c>.</summary>
    public required string Key { get; init; }
    public required string Folder { get; init; }
    public required string Title { get; init; }
    public required Spread? ReadySeconds { get; init; }

    /// <summary>By region, then by reads, writes and assets.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, Latency>> Regions { get; init; }

    /// <summary>Round trip of light in glass to the first database, ms.</summary>
    public required IReadOnlyDictionary<string, double> FibreFloorMs { get; init; }
    public required double LastMileMs { get; init; }
    public required IReadOnlyList<FaultCard> Faults { get; init; }
    public required Spread? StalePercent { get; init; }

    /// <summary>The oldest that a stale read was, ms.</summary>
    public required double StalestMs { get; init; }
    public required int LostOrders { get; init; }
    public required int Orders { get; init; }
    public required int MovingParts { get; init; }
    public required Spread? MemoryMb { get; init; }
    public required double CrossRegionBytesPerRequest { get; init; }

    /// <summary>Against the level before; null for the first.</summary>
    public required LinesChanged? Changed { get; init; }
    public required Bill Bill { get; init; }
    public required IReadOnlyDictionary<PartKind, double> CpuMsPerRequest { get; init; }
    public required IReadOnlyList<ScaleRow> Scale { get; init; }
    public required Stop? Stop { get; init; }
    public required IReadOnlyList<DemoVerdict> Demos { get; init; }

    /// <summary>How late shoppers could start, p99 in ms: above 20 the machine was busy.</summary>
    public required double SentLateMs { get; init; }

    public string Name => Key == "bonus" ? "bonus" : $"level {Key}";

    /// <summary>Read p50 in the region that has it worst, ms.</summary>
    public double WorstReadMs => Regions.Values.Max(region => region["reads"].P50.Median);

    public FaultCard? Fault(string name) => Faults.FirstOrDefault(fault => fault.Name == name);
}

/// <summary>Milliseconds of the answered operations of one class in one region.</summary>
internal sealed record Latency(Spread P50, Spread P95);

/// <summary>What a fault did to a level's customers.</summary>
/// <param name="Absent">Why there was nothing to hit; null if it was played.</param>
/// <param name="Demo">The demo of this level that shows it, if there is one.</param>
internal sealed record FaultCard(string Name, string? Absent, string? Target, string? Demo)
{
    public Spread? FailedPercent { get; init; }
    public Spread? DownSeconds { get; init; }

    /// <summary>Until writes were accepted again: the recovery time objective that is met.</summary>
    public Spread? WriteDownSeconds { get; init; }
    public int? LostOrders { get; init; }
    public bool Recovered { get; init; } = true;

    /// <summary>
    /// Read p95 in ms of the region that suffered most, if customers there noticed.
    /// </summary>
    public Spread? SlowMs { get; init; }

    /// <summary>Failed in each region, per cent.</summary>
    public IReadOnlyDictionary<string, double> Failed { get; init; } = new Dictionary<string, double>();
}

internal sealed record LinesChanged(int Added, int Removed, int Files, int Same);
