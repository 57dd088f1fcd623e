using GeoDns.Zones;

namespace GeoDns.Policies;

/// <summary>The first site of the zone's order, wherever the customer is; the next if it is down.</summary>
internal sealed class Failover : IPolicy
{
    public string Name => PolicyNames.Failover;

    public IReadOnlyList<SeenSite> Choose(View view, IReadOnlyList<SeenSite> healthy) =>
        [healthy[0]];
}
