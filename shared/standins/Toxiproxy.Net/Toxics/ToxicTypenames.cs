namespace Toxiproxy.Net.Toxics;

/// <summary>The types of toxics on the wire.</summary>
internal static class ToxicTypenames
{
    public const string Latency = "latency";
    public const string Bandwidth = "bandwidth";
    public const string Timeout = "timeout";
    public const string SlowClose = "slow_close";
    public const string Slicer = "slicer";
    public const string LimitData = "limit_data";

    /// <summary>The class for a type, or null.</summary>
    public static Type Find(string type) => type switch
    {
        Latency => typeof(LatencyToxic),
        Bandwidth => typeof(BandwidthToxic),
        Timeout => typeof(TimeoutToxic),
        SlowClose => typeof(SlowCloseToxic),
        Slicer => typeof(SlicerToxic),
        LimitData => typeof(LimitDataToxic),
        _ => null,
    };
}
