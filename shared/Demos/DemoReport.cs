using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting;

/// <summary>What a demo found, in the form that is saved as JSON. Field names are snake case.</summary>
public sealed record DemoReport
{
    internal static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public required string Level { get; init; }
    public required string Demo { get; init; }
    public required string Claim { get; init; }

    /// <summary><c>held</c> or <c>refuted</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The mechanism that the run did without; null normally.</summary>
    public string? Without { get; init; }

    public required DateTimeOffset Date { get; init; }
    public required IReadOnlyList<PhaseReport> Phases { get; init; }
    public required IReadOnlyDictionary<string, double> Measurements { get; init; }
    public required IReadOnlyList<Expectation> Expectations { get; init; }
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Null if the demo compares nothing.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>What the histories of the demo say about consistency.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>
    /// How late the shoppers' own machine let them start, p99 in milliseconds. Normally below 2; a
    /// machine that has other things to do measures itself and not the shop.
    /// </summary>
    [JsonPropertyName("sent_late_p99_ms")]
    public required double SentLateP99Ms { get; init; }

    /// <summary>Whether the measurement says more about the machine than about the claim.</summary>
    [JsonIgnore]
    public bool WasDisturbed => SentLateP99Ms > 20;

    [JsonIgnore]
    public bool Held => Verdict == "held";

    public string ToJson() => JsonSerializer.Serialize(this, Snake);
}

public sealed record PhaseReport(
    string Name,
    double Seconds,
    IReadOnlyDictionary<string, RegionReport> Regions)
{
    /// <summary>What failed and how, for example <c>SignIn: timeout</c>, and how often.</summary>
    public IReadOnlyDictionary<string, int> Failures { get; init; } = new Dictionary<string, int>();
}

/// <summary>What the shoppers of one region met in one phase.</summary>
public sealed record RegionReport(ClassReport Reads, ClassReport Writes, ClassReport Assets);

/// <summary>One class of operations; latencies are of the answered ones, in milliseconds.</summary>
public sealed record ClassReport(
    [property: JsonPropertyName("p50_ms")] double P50Ms,
    [property: JsonPropertyName("p95_ms")] double P95Ms,
    [property: JsonPropertyName("p99_ms")] double P99Ms,
    int Ok,
    int Failed)
{
    public static ClassReport Of(Summary summary) =>
        new(Round(summary.P50Ms), Round(summary.P95Ms), Round(summary.P99Ms), summary.Ok, summary.Failed);

    private static double Round(double milliseconds) => Math.Round(milliseconds, 2);
}
