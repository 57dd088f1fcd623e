using System.Text.Json.Nodes;

namespace Aspire.Hosting;

// What stands on the board, in the form that the page reads. Times are in seconds since the
// level's start, latencies in milliseconds.

/// <param name="Run">Another one with every start of the level.</param>
/// <param name="Shop">The storefront's address.</param>
/// <param name="Seed">The shoppers': same seed, same sequence of what they do.</param>
/// <param name="Started">Wall-clock time of second zero.</param>
internal sealed record LevelView(
    string Level,
    string Run,
    string Shop,
    string Latency,
    string? Without,
    int Seed,
    DateTimeOffset Started,
    bool IsOpen);

internal sealed record RegionView(
    string Name,
    string City,
    double Latitude,
    double Longitude,
    bool HasShop,
    bool HasShoppers);

/// <param name="Region">Null for what is in no region and dies with none.</param>
/// <param name="IsSpare">It doesn't start with the level, and resting is no trouble.</param>
internal sealed record ResourceView(
    string Name,
    string Kind,
    string? Region,
    int? Port,
    string State,
    string? Health,
    bool IsPaused,
    bool IsSpare,
    string? Role,
    string? Release,
    string? FirstRelease,
    IReadOnlyList<CommandView> Commands);

internal sealed record CommandView(string Name, string Title, string? Description);

/// <param name="From">The region at which it begins.</param>
/// <param name="To">The resource at which it ends.</param>
/// <param name="ToRegion">Where that is.</param>
/// <param name="Down">refuse, black-hole, reset, or null when it is up.</param>
/// <param name="IsForShoppers">Whether shoppers may enter by it, or only services use it.</param>
/// <param name="IsUsed">Whether the shoppers of its region enter by it now.</param>
internal sealed record LinkView(
    string Name,
    string From,
    string To,
    string ToRegion,
    double RttMs,
    double NowMs,
    string? Down,
    bool IsFlapping,
    bool IsForShoppers,
    bool IsUsed);

internal sealed record DemoView(
    int Number,
    string Name,
    string Claim,
    Narration Say,
    string RestsOn);

/// <param name="Status">playing, held, refuted, stopped or broken.</param>
/// <param name="Report">As it is saved by the command line, once there is one.</param>
internal sealed record RunView(
    string Demo,
    string Status,
    double At,
    IReadOnlyList<TimelineEntry> Timeline,
    JsonNode? Report = null,
    string? Message = null);

/// <param name="Status">restoring, proved or failed.</param>
/// <param name="Proof">What was checked, in sentences.</param>
internal sealed record ResetView(
    string Status,
    double At,
    double Seconds,
    IReadOnlyList<string> Proof);

internal sealed record SwitchView(
    string Title,
    IReadOnlyList<string> Options,
    string Current);

internal sealed record CounterView(string Unit, double? IsBadAbove, double? Value);

internal sealed record LogView(double At, string Kind, string What);

/// <param name="Path">What was ordered, as it follows <c>/api/</c>.</param>
internal sealed record OrderView(double At, string Path);

/// <param name="Status">playing, done or stopped.</param>
/// <param name="Done">Orders carried out, of <paramref name="Count"/>.</param>
internal sealed record ReplayView(string Status, double At, int Done, int Count, int Seed);

internal sealed record SecondView(
    double At,
    IReadOnlyDictionary<string, RegionSecond> Regions,
    IReadOnlyDictionary<string, CrowdSecond> Crowds);

internal sealed record RegionSecond(
    ClassSecond? Read,
    ClassSecond? Write,
    ClassSecond? Asset,
    string? Error,
    IReadOnlyDictionary<string, int> ServedBy);

internal sealed record ClassSecond(int Ok, int Failed, int Limited, double P50, double P95);

/// <summary>What a crowd that a demo let in met.</summary>
internal sealed record CrowdSecond(string Region, int Ok, int Failed, int Limited, double P50);
