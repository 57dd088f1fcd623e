namespace Shop;

/// <summary>What this level's README claims, in a form that runs.</summary>
internal static class Demos
{
    public static readonly IReadOnlyList<Demo> All =
    [
        Distance.Demo,
        WritesStillFar.Demo,
        Cdn.Demo,
        CdnBusting.Demo,
        CacheHeaders.Demo,
        CacheStrategies.Demo,
        StaleCache.Demo,
        Stampede.Demo,
        CacheLoss.Demo,
        SparedDatabase.Demo,
        DnsRouting.Demo,
        RegionOutage.Demo,
        RegionalCanary.Demo,
        Observability.Demo,
    ];
}
