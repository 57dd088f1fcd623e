using Shop.Routing;

namespace Shop.Releases;

/// <summary>
/// Gives a new release ever more of the requests while its answers are as good as the others', and
/// none any more as soon as they aren't. Nobody has to watch.
/// </summary>
internal sealed class Canary(
    Shares shares, Scores scores, Judge judge, Limits limits, TimeProvider time)
{
    // Fewer answers than this prove nothing, however long a step took.
    private const int Answers = 20;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private CanaryRun run = new("idle");

    public CanaryReport Report
    {
        get
        {
            lock (gate)
                return run.Report;
        }
    }

    /// <summary>False while another one is running.</summary>
    public bool TryStart(ClusterState cluster, CanaryPlan plan, CancellationToken stopping)
    {
        lock (gate)
        {
            if (run.Report.State == "running")
                return false;
            run = new("running");
            _ = RunAsync(run, cluster, plan, stopping);
            return true;
        }
    }

    private async Task RunAsync(
        CanaryRun now, ClusterState cluster, CanaryPlan plan, CancellationToken stopping)
    {
        var begin = time.GetTimestamp();
        void Note(string kind, string what, string state = "running") =>
            now.Note(state, new(time.GetElapsedTime(begin).TotalSeconds, kind, what));

        try
        {
            foreach (var percent in plan.Steps)
            {
                Share(cluster, plan, percent);
                Note("step", $"{percent} % of {plan.Cluster} to {plan.Slot}");
                if (await WatchAsync(cluster, plan, stopping) is { } complaint)
                {
                    Note("notice", complaint);
                    return;
                }
            }

            Share(cluster, plan, 100);
            Note("promote", $"everything to {plan.Slot}", "promoted");
        }
        finally
        {
            // Whatever ended the trial: while it counts as running, there can be no other.
            if (now.Report.State == "running")
            {
                Share(cluster, plan, 0);
                Note("undo", $"nothing to {plan.Slot}", "rolled-back");
            }
        }
    }

    /// <summary>Until the step is over, or something is wrong.</summary>
    private async Task<string?> WatchAsync(
        ClusterState cluster, CanaryPlan plan, CancellationToken stopping)
    {
        var begin = time.GetTimestamp();
        var seen = begin;
        var before = scores.Compare(cluster, plan.Slot);
        while (true)
        {
            await Task.Delay(Glance, time, stopping);
            var (canary, stable) = scores.Compare(cluster, plan.Slot);
            canary = canary.Since(before.Canary);
            if (judge.Complain(canary, stable.Since(before.Stable)) is { } complaint)
                return complaint;
            var isIn = IsIn(cluster, plan.Slot);
            seen = isIn ? time.GetTimestamp() : seen;
            // One failure ejects it for a while, too; but then it comes back.
            if (time.GetElapsedTime(seen) > 2 * limits.Ejection)
                return $"{plan.Slot} is out";
            var late = time.GetElapsedTime(begin) - TimeSpan.FromSeconds(plan.Seconds);
            if (late >= TimeSpan.Zero && isIn && canary.Count >= Answers)
                return null;
            if (late > limits.CanaryPatience)
                return $"{canary.Count} answers are too few to judge by";
        }
    }

    private static bool IsIn(ClusterState cluster, string slot) =>
        cluster.DestinationsState.AvailableDestinations.Any(one => one.DestinationId == slot);

    private void Share(ClusterState cluster, CanaryPlan plan, int percent)
    {
        var others = cluster.Destinations.Count - 1;
        shares.Set(cluster.ClusterId, cluster.Destinations.Keys.ToDictionary(
            slot => slot,
            slot => slot == plan.Slot ? percent * others : 100 - percent));
    }
}
