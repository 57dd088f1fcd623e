namespace Shop;

internal static class RegionOutage
{
    public static readonly Demo Demo = new(
        "region-outage",
        "When the leader's whole region is lost, with its member of etcd, the others buy on, and "
        + "nothing that was acknowledged is lost.")
    {
        RestsOn = "election",
        Workload = new() { Rate = 10, Mix = new() { Asset = 0 } }, // Images have one home still.
        Say = new(
            "Last time only a database died. Now all of its region goes, and the way to it.",
            "Two members of etcd are a majority; two databases have everything.",
            "Its customers shop an ocean away; the truth has moved, and is whole."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        await Takeover.GoHomeAsync(cluster);
        var home = Takeover.RegionOf(stage, await cluster.LeaderAsync());
        IReadOnlyList<Region> rest = [.. stage.Regions.Where(region => region != home)];
        await using var diary = await Diary.BeginAsync(stage, rest);
        await stage.PhaseAsync("before", 3);
        var seconds = double.NaN;
        await stage.PhaseAsync("lost", 1, async () => seconds = await Takeover.PlayAsync(
            stage, cluster, diary, _ => stage.Faults.LoseRegionAsync(home), rest));
        await stage.PhaseAsync("after", 3);
        await diary.StopAsync();

        stage.Expect("the others write again after", seconds, "s", atMost: 8);
        await stage.Faults.RestoreAsync();
        await cluster.SettleAsync(); // Without an election, only the dead one's return ends this.
        var leader = await cluster.LeaderAsync();
        stage.Expect(
            "acknowledged writes lost", await diary.CountLostAsync(leader.Node), "", atMost: 0);
    }
}
