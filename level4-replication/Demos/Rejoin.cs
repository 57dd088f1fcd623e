using System.Diagnostics;

namespace Shop;

internal static class Rejoin
{
    public static readonly Demo Demo = new(
        "rejoin",
        "A leader that returns from the dead goes back to where the histories parted, and follows "
        + "the new one.")
    {
        RestsOn = "election",
        Workload = new() { Rate = 10 },
        Say = new(
            "The dead leader comes back. It believes to lead, and may know what nobody else does.",
            "Its agent looks who leads now, stops the database, rewinds it, and lets it follow.",
            "Seconds, and no copy of everything across the ocean."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var cluster = await Controls.ClusterAsync(stage.Shop.Services);
        await cluster.SettleAsync();
        var old = await cluster.LeaderAsync();
        await using var diary = await Diary.BeginAsync(stage);
        await stage.PhaseAsync("before", 2);
        await stage.PhaseAsync("lost", 2, () => Takeover.PlayAsync(
            stage, cluster, diary, lost => Takeover.KillAsync(stage, lost), stage.Regions));
        var begin = Stopwatch.GetTimestamp();
        await stage.PhaseAsync("back", 2, async () =>
        {
            await stage.Faults.RestoreAsync();
            await cluster.SettleAsync();
        });
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await diary.StopAsync();

        var node = (await cluster.ReadAsync()).Single(one => one.Node == old.Node);
        stage.Note("rejoin", $"{node.Node}: {node.LastRejoin}");
        stage.Expect("follows again after", seconds, "s", atMost: 15);
        stage.Expect("rewound, not copied", IsRewound(node) ? 1 : 0, "", atLeast: 1);
        stage.Expect("acknowledged writes that it lacks", await LackAsync(diary, node), "", atMost: 0);
    }

    private static bool IsRewound(NodeStatus node) => node.LastRejoin?.StartsWith("rewound") == true;

    private static async Task<int> LackAsync(Diary diary, NodeStatus node)
    {
        await Task.Delay(1_000); // The last ones are on their way.
        return await diary.CountLostAsync(node.Node);
    }
}
