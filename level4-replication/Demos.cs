namespace Shop;

/// <summary>What this level's README claims, in a form that runs.</summary>
internal static class Demos
{
    public static readonly IReadOnlyList<Demo> All =
    [
        LeaderCrash.Demo,
        LeaderPartition.Demo,
        NoFencing.Demo,
        Durability.Demo,
        ReadLocal.Demo,
        ReplicationLag.Demo,
        PromotionCheck.Demo,
        Rejoin.Demo,
        MultiLeader.Demo,
        RegionOutage.Demo,
    ];
}
