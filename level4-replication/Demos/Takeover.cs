using System.Diagnostics;

namespace Shop;

/// <summary>What demos of a lost leader have in common: lose it, and watch who takes over.</summary>
internal static class Takeover
{
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

    private static void Explain(Stage stage, NodeStatus node, FailoverSteps steps)
    {
        stage.Note("elect", $"{node.Node} leads: {steps}");
        stage.Measure("1 detect, ms", steps.Detect);
        stage.Measure("2 elect, ms", steps.Elect);
        stage.Measure("3 lease, ms", steps.Lease);
        stage.Measure("4 promote, ms", steps.Promote);
        stage.Measure("5 route, ms", steps.Route);
    }
}
