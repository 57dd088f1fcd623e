namespace Shop;

internal static class NoFencing
{
    public static readonly Demo Demo = new(
        "no-fencing",
        "Without a fence a leader that is cut off goes on: two sell the same stock, and when they "
        + "meet again, all that one of them promised is gone.")
    {
        RestsOn = "faults",
        Workload = new() { Rate = 10, Mix = new() { Cart = 0, Checkout = 0 } },
        Say = new(
            "Once more Virginia is cut off. But now its database doesn't look at the lease.",
            "Two databases say thank you. Each has half of the world's customers.",
            "One history can go on, the other is rewound. Who was thanked there was lied to."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        try
        {
            await cluster.FenceAsync(false);
            var (_, late, lost) = await LeaderPartition.CutOffAsync(stage, cluster);
            stage.Expect("writes that two leaders took at once", late, "", atLeast: 5);
            stage.Expect("acknowledged writes lost", lost, "", atLeast: 5);
        }
        finally
        {
            await cluster.FenceAsync(true);
        }
    }
}
