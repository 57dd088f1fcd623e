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
    private string? trial;
    private long began;

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
            (trial, began) = (cluster.ClusterId, time.GetTimestamp());
            _ = RunAsync(run, cluster, plan, stopping);
            return true;
        }
    }

    /// <summary>Somebody shares a cluster's requests out by hand: a trial of it has no say any more.</summary>
    public void Abandon(string cluster)
    {
        lock (gate)
        {
            if (run.Report.State == "running" && trial == cluster)
                run.Note("rolled-back", new(Since(began), "notice", "shared out by hand"));
        }
    }

    private async Task RunAsync(
        CanaryRun now, ClusterState cluster, CanaryPlan plan, CancellationToken stopping)
    {
        var begin = began;
        CanaryEvent At(string kind, string what) => new(Since(begin), kind, what);

        try
        {
            foreach (var percent in plan.Steps)
            {
                Share(percent, "running", At("step", $"{percent} % of {plan.Cluster} to {plan.Slot}"));
                if (await WatchAsync(now, cluster, plan, stopping) is { } complaint)
                {
                    Share(0, "rolled-back", At("notice", complaint), At("undo", $"nothing to {plan.Slot}"));
                    return;
                }
            }

            Share(100, "promoted", At("promote", $"everything to {plan.Slot}"));
        }
        finally
        {
            // Whatever ended the trial: while it counts as running, there can be no other.
            Share(0, "rolled-back", At("undo", $"nothing to {plan.Slot}"));
        }

        void Share(int percent, string state, params CanaryEvent[] events)
        {
            lock (gate)
            {
                if (now.Report.State != "running")
                    return;
                Set(cluster, plan, percent);
                foreach (var happened in events)
                    now.Note(state, happened);
            }
        }
    }

    /// <summary>Until the step is over, or something is wrong.</summary>
    private async Task<string?> WatchAsync(
        CanaryRun now, ClusterState cluster, CanaryPlan plan, CancellationToken stopping)
    {
        var begin = time.GetTimestamp();
        var seen = begin;
        var before = scores.Compare(cluster, plan.Slot);
        while (true)
        {
            await Task.Delay(Glance, time, stopping);
            if (now.Report.State != "running")
                return "it was abandoned";
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

    private double Since(long begin) => time.GetElapsedTime(begin).TotalSeconds;

    private static bool IsIn(ClusterState cluster, string slot) =>
        cluster.DestinationsState.AvailableDestinations.Any(one => one.DestinationId == slot);

    private void Set(ClusterState cluster, CanaryPlan plan, int percent)
    {
        var others = cluster.Destinations.Count - 1;
        shares.Set(cluster.ClusterId, cluster.Destinations.Keys.ToDictionary(
            slot => slot,
            slot => slot == plan.Slot ? percent * others : 100 - percent));
    }
}
