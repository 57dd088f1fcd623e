using System.Diagnostics;

namespace Shop;

/// <summary>What demos of a lost leader have in common: lose it, and watch who takes over.</summary>
internal static class Takeover
{
    /// <summary>Begins where the level begins: Virginia leads, and all others follow.</summary>
    public static async Task GoHomeAsync(ClusterControl cluster)
    {
        await cluster.SettleAsync();
        await cluster.HandOverAsync("database-us");
        await cluster.SettleAsync();
    }

    /// <summary>Loses the leader and waits until customers write again.</summary>
    /// <param name="lose">How it is lost.</param>
    /// <param name="regions">Whose customers write.</param>
    /// <returns>Seconds without an acknowledged write.</returns>
    public static async Task<double> PlayAsync(
        Stage stage,
        ClusterControl cluster,
        Diary diary,
        Func<NodeStatus, Task> lose,
        IReadOnlyList<Region> regions)
    {
        var old = await cluster.LeaderAsync();
        var moment = Stopwatch.GetTimestamp();
        await lose(old);
        var seconds = await diary.WroteAfterAsync(old.Epoch ?? 0, moment, regions);
        foreach (var node in await cluster.ReadAsync())
        {
            if (node is { Role: "leader", LastFailover: { } steps } && node.Epoch > old.Epoch)
                Explain(stage, node, steps);
        }

        return seconds;
    }

    /// <summary>The database and its agent die at once, as with their machine.</summary>
    public static Task KillAsync(Stage stage, NodeStatus node) => Task.WhenAll(
        stage.Faults.KillAsync(node.Node),
        stage.Faults.KillAsync($"failover-{node.Site}"));

    public static Region RegionOf(Stage stage, NodeStatus node) =>
        stage.Resource(node.Node).Place()!.Region;

    // Each step at the moment at which it ended, counted back from the last.
    private static void Explain(Stage stage, NodeStatus node, FailoverSteps steps)
    {
        (string Kind, double Ms, string What)[] all =
        [
            ("detect", steps.Detect, "the lease has run out, since its last renewal"),
            ("elect", steps.Elect, $"nobody who lives has more than {node.Node}"),
            ("lease", steps.Lease, $"{node.Node} holds the lease"),
            ("promote", steps.Promote, $"{node.Node} takes writes"),
            ("route", steps.Route, "whoever asks etcd is sent there"),
        ];
        var ago = steps.Ago;
        for (var last = all.Length - 1; last >= 0; last--)
        {
            var (kind, ms, what) = all[last];
            stage.Note(kind, $"{kind}, {ms:0} ms: {what}", TimeSpan.FromMilliseconds(ago));
            stage.Measure($"{last + 1} {kind}, ms", ms);
            ago += ms;
        }
    }
}
