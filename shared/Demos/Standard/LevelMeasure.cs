using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting;

/// <summary>
/// What the standard programme found in one run of a level: the same workload and the same faults
/// for every level. Saved as JSON in snake case.
/// </summary>
public sealed record LevelMeasure
{
    /// <summary>The level's folder name.</summary>
    public required string Level { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Name and claim of each demo that the level has.</summary>
    public required IReadOnlyDictionary<string, string> Demos { get; init; }

    public required IReadOnlyList<PartMeasure> Parts { get; init; }

    /// <summary>What shoppers of each region met on a day without faults.</summary>
    public required IReadOnlyDictionary<string, RegionReport> Regions { get; init; }

    /// <summary>
    /// Read p50 in milliseconds in each third of that time, by region: how steady the figures are.
    /// </summary>
    [JsonPropertyName("read_p50s_ms")]
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> ReadP50sMs { get; init; }

    /// <summary>
    /// Round trip in milliseconds that light in glass needs from each region to the first database.
    /// </summary>
    public required IReadOnlyDictionary<string, double> FibreFloorMs { get; init; }

    /// <summary>What a shopper pays to reach the nearest data centre, round trip in milliseconds.</summary>
    public required double LastMileMs { get; init; }

    public required TrafficMeasure Traffic { get; init; }

    public required Staleness Staleness { get; init; }

    public required IReadOnlyList<FaultMeasure> Faults { get; init; }

    /// <summary>Acknowledged orders that the shop no longer knew at the end.</summary>
    public required int LostOrders { get; init; }

    /// <summary>Orders that the shop acknowledged in the whole run.</summary>
    public required int Orders { get; init; }

    /// <summary>See <see cref="DemoReport.SentLateP99Ms"/>.</summary>
    [JsonPropertyName("sent_late_p99_ms")]
    public required double SentLateP99Ms { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, DemoReport.Snake);

    public static LevelMeasure FromJson(string json) =>
        JsonSerializer.Deserialize<LevelMeasure>(json, DemoReport.Snake)!;
}

/// <summary>One process of a level.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Kind">service, balancer, edge, dns, database, cache, etcd or peer.</param>
/// <param name="Region">Where it is.</param>
/// <param name="CpuMsPerRequest">
/// Processor time per request of all shoppers, not only of those that it served. 0 where the
/// operating system doesn't tell.
/// </param>
/// <param name="MemoryMb">Proportional set size.</param>
public sealed record PartMeasure(
    string Name, string Kind, string Region, double CpuMsPerRequest, double MemoryMb);

/// <summary>Bytes that moved while shoppers shopped, by the region that sent them.</summary>
/// <param name="Requests">Of all shoppers in the same time.</param>
/// <param name="InternetBytes">From services to shoppers.</param>
/// <param name="EdgeBytes">From CDN edges to shoppers; not among <paramref name="InternetBytes"/>.</param>
/// <param name="CrossRegionBytes">Between services of different regions.</param>
public sealed record TrafficMeasure(
    int Requests,
    IReadOnlyDictionary<string, long> InternetBytes,
    IReadOnlyDictionary<string, long> EdgeBytes,
    IReadOnlyDictionary<string, long> CrossRegionBytes);

/// <summary>What shoppers met while a fault lasted.</summary>
public sealed record FaultMeasure(string Fault)
{
    /// <summary>Why the level has nothing that this fault could hit; null if it was played.</summary>
    public string? Absent { get; init; }

    /// <summary>What was hit.</summary>
    public string? Target { get; init; }

    /// <summary>How long the fault lasted, in seconds; then it was mended by hand.</summary>
    public double Seconds { get; init; }

    /// <summary>Of the operations that were due meanwhile, in per cent.</summary>
    public double FailedPercent { get; init; }

    /// <summary>Until nobody was without service any more, see <see cref="Outages"/>.</summary>
    public double DownSeconds { get; init; }

    /// <summary>The same for writes alone: the recovery time of what has to be remembered.</summary>
    public double WriteDownSeconds { get; init; }

    /// <summary>Acknowledged orders that the shop knew before and not after; null if not asked or not told.</summary>
    public int? LostOrders { get; init; }

    /// <summary>Whether everybody was served again within the limit after mending.</summary>
    public bool Recovered { get; init; } = true;

    public IReadOnlyDictionary<string, FaultRegion> Regions { get; init; } =
        new Dictionary<string, FaultRegion>();

    public static FaultMeasure Without(string fault, string reason) => new(fault) { Absent = reason };
}

/// <summary>What shoppers of one region met while a fault lasted.</summary>
public sealed record FaultRegion(
    double FailedPercent,
    double DownSeconds,
    [property: JsonPropertyName("read_p95_ms")] double ReadP95Ms);
