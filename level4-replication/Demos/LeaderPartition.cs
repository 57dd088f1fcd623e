namespace Shop;

internal static class LeaderPartition
{
    public static readonly Demo Demo = new(
        "leader-partition",
        "A leader that is cut off refuses writes before another one takes any: there are never two.")
    {
        RestsOn = "fencing",
        Workload = new() { Rate = 10, Mix = new() { Cart = 0, Checkout = 0 } },
        Say = new(
            "Nobody dies this time. Virginia is cut off, and all in it is well.",
            "Its database can't know what the others decide. So it stops when its lease may have "
            + "run out, by its own clock and without being told.",
            "Half the world writes in the new epoch, and from its first write on not one went to the old one."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        var (seconds, late, lost) = await CutOffAsync(stage, cluster);
        stage.Expect("the others write again after", seconds, "s", atMost: 8);
        stage.Expect("writes that two leaders took at once", late, "", atMost: 0);
        stage.Measure("writes lost, of the last moment before the fence", lost);
    }

    /// <summary>Cuts off the leader's region for a while, with customers on both sides.</summary>
    /// <returns>
    /// Seconds until the others write; what the old leader acknowledged after that; what was
    /// acknowledged by anybody and is gone when all are together again.
    /// </returns>
    public static async Task<(double Seconds, int Late, int Lost)> CutOffAsync(
        Stage stage, ClusterControl cluster)
    {
        await Takeover.GoHomeAsync(cluster);
        var wished = (await cluster.LeaderAsync()).Wishes.Durability;
        try
        {
            await cluster.ChooseAsync("Async"); // With Sync, waiting for a copy would hide the fence.
            var home = Takeover.RegionOf(stage, await cluster.LeaderAsync());
            IReadOnlyList<Region> rest = [.. stage.Regions.Where(region => region != home)];
            await using var diary = await Diary.BeginAsync(stage);
            await stage.PhaseAsync("before", 3);
            var seconds = double.NaN;
            await stage.PhaseAsync("cut off", 8, async () => seconds = await Takeover.PlayAsync(
                stage, cluster, diary, _ => IsolateAsync(stage, home, rest), rest));
            await diary.StopAsync();
            await stage.Faults.RestoreAsync();
            await cluster.SettleAsync();
            var lost = await diary.CountLostAsync((await cluster.LeaderAsync()).Node);
            return (seconds, diary.CountLate(), lost);
        }
        finally
        {
            await stage.Faults.RestoreAsync();
            await cluster.ChooseAsync(wished);
        }
    }

    private static async Task IsolateAsync(Stage stage, Region home, IReadOnlyList<Region> rest)
    {
        foreach (var other in rest)
            await stage.Faults.PartitionAsync(home, other, Outage.BlackHole);
    }
}
