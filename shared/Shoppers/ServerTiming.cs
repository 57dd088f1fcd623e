using System.Globalization;

namespace Shop.Shoppers;

/// <summary>The parts of a <c>Server-Timing</c> header that shoppers care for.</summary>
internal sealed record ServerTiming(float DbMs, CacheState Cache)
{
    internal static ServerTiming None { get; } = new(-1, CacheState.None);

    /// <summary>Reads <c>db;dur=1.2, cache;desc=miss, cdn;desc=hit</c> and ignores what it doesn't know.</summary>
    internal static ServerTiming Parse(string? header)
    {
        var timing = None;
        foreach (var metric in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            timing = metric.Split(';', StringSplitOptions.TrimEntries) switch
            {
                ["db", .. var rest] => timing with { DbMs = Duration(rest) },
                ["cache" or "cdn", .. var rest] => timing with { Cache = Nearer(timing, rest) },
                _ => timing,
            };
        }

        return timing;
    }

    private static float Duration(string[] parameters) =>
        float.TryParse(Value(parameters, "dur="), CultureInfo.InvariantCulture, out var ms)
            ? ms
            : -1;

    // With a cache at the edge and one at the backend, what one of them had counts: that the edge
    // had to ask further on is no miss if the backend's had it.
    private static CacheState Nearer(ServerTiming timing, string[] parameters) =>
        timing.Cache is CacheState.Hit or CacheState.Stale || State(parameters) is CacheState.None
            ? timing.Cache
            : State(parameters);

    private static CacheState State(string[] parameters) =>
        Enum.TryParse<CacheState>(Value(parameters, "desc="), ignoreCase: true, out var state)
            ? state
            : CacheState.None;

    private static string? Value(string[] parameters, string name) =>
        parameters
            .FirstOrDefault(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            ?[name.Length..]
            .Trim('"');
}
