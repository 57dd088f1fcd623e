using GeoDns.Zones;

namespace GeoDns.Policies;

/// <summary>Which sites a customer is sent to. Called by several threads.</summary>
internal interface IPolicy
{
    string Name { get; }

    /// <param name="view">Where the customer is.</param>
    /// <param name="healthy">The healthy sites in the zone's order, at least one.</param>
    /// <returns>At least one, in the order of the answer.</returns>
    IReadOnlyList<SeenSite> Choose(View view, IReadOnlyList<SeenSite> healthy);
}

internal static class PolicyNames
{
    public const string Geolocation = "geolocation";
    public const string Latency = "latency";
    public const string Weighted = "weighted";
    public const string Failover = "failover";
    public const string MultiValue = "multivalue";

    public static IReadOnlyList<string> All { get; } =
        [Geolocation, Latency, Weighted, Failover, MultiValue];
}
