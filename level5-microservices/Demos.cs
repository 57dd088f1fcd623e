namespace Shop;

/// <summary>What this level's README claims, in a form that runs.</summary>
internal static class Demos
{
    public static readonly IReadOnlyList<Demo> All =
    [
        WriteVolume.Demo,
        Isolation.Demo,
        Joins.Demo,
        Saga.Demo,
        Idempotency.Demo,
        IndependentDeploy.Demo,
        HomeRegion.Demo,
        Outbox.Demo,
        Versioning.Demo,
        Residency.Demo,
    ];
}
