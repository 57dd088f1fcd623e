namespace Shop;

/// <summary>What this level's README claims, in a form that runs.</summary>
internal static class Demos
{
    public static readonly IReadOnlyList<Demo> All =
    [
        RollingUpgrade.Demo,
        Canary.Demo,
        BadRelease.Demo,
        BackendCrash.Demo,
        BalancerCrash.Demo,
        BalancerDistance.Demo,
        SharedSchema.Demo,
        Flood.Demo,
    ];
}
