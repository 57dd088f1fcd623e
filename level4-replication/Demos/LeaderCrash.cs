namespace Shop;

internal static class LeaderCrash
{
    public static readonly Demo Demo = new(
        "leader-crash",
        "When the leader's machine dies, another region's database leads within seconds, and "
        + "nothing that was acknowledged is lost.")
    {
        RestsOn = "election",
        Workload = new() { Rate = 10 },
        Say = new(
            "One database takes all writes, from Virginia. Let's pull its plug.",
            "Its lease runs out. The two others say what they have; who has more takes it.",
            "Some seconds without a purchase. Nobody was woken, and nothing is missing."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        await Takeover.GoHomeAsync(cluster);
        await using var diary = await Diary.BeginAsync(stage);
        await stage.PhaseAsync("before", 3);
        var seconds = double.NaN;
        await stage.PhaseAsync("lost", 1, async () => seconds = await Takeover.PlayAsync(
            stage, cluster, diary, old => Takeover.KillAsync(stage, old), stage.Regions));
        await stage.PhaseAsync("after", 2);
        await diary.StopAsync();

        stage.Expect("writes again from everywhere after", seconds, "s", atMost: 6);
        await stage.Faults.RestoreAsync();
        await cluster.SettleAsync(); // Without an election, only the dead one's return ends this.
        var leader = await cluster.LeaderAsync();
        stage.Expect(
            "acknowledged writes lost", await diary.CountLostAsync(leader.Node), "", atMost: 0);
        stage.Expect("writes that two leaders took at once", diary.CountLate(), "", atMost: 0);
    }
}
