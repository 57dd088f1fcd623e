using System.Collections.Frozen;

namespace Toxiproxy.Toxics;

/// <summary>All types of toxics this server has.</summary>
internal static class ToxicKinds
{
    private static readonly FrozenDictionary<string, ToxicKind> ByType = new[]
    {
        NoopToxic.Kind,
        LatencyToxic.Kind,
        BandwidthToxic.Kind,
        SlowCloseToxic.Kind,
        TimeoutToxic.Kind,
        ResetPeerToxic.Kind,
        SlicerToxic.Kind,
        LimitDataToxic.Kind,
        HandshakeToxic.Kind,
        BlackHoleToxic.Kind,
    }.ToFrozenDictionary(kind => kind.Type);

    /// <summary>The kind of that name (case-sensitive), or null.</summary>
    public static ToxicKind? Find(string type) => ByType.GetValueOrDefault(type);
}
