using System.Diagnostics;

namespace Shop;

/// <summary>
/// What this node knows of the others, and since when by its own stopwatch. A renewal that nobody
/// could have seen, because etcd was away, is not held against the leader.
/// </summary>
internal sealed class Sight(Wishes first)
{
    private readonly Wishes atFirst = first;
    private readonly Dictionary<string, (Report Report, long At)> reports = [];
    private TaskCompletionSource changed = New();
    private long since;
    private long contact;
    private long heard;

    public Lease? Lease { get; private set; }

    public long Revision { get; private set; }

    /// <summary>What was asked for last; it holds once it is in the lease.</summary>
    public Wishes Wanted { get; private set; } = first;

    public Timing Timing => Timing.Named((Lease?.Wishes ?? atFirst).Preset);

    public bool HasContact => contact != 0 && Stopwatch.GetElapsedTime(contact) < Timing.Lease;

    /// <summary>Whether the leader has said lately that it lives.</summary>
    public bool IsLeaderHeard => heard != 0 && Stopwatch.GetElapsedTime(heard) < Timing.Lease;

    /// <summary>Since the last change of the lease that could be seen.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(since);

    /// <summary>Of the lease, if nobody renews it; negative afterwards.</summary>
    public TimeSpan Remaining => Timing.Lease - Silence;

    public bool IsLeaseOver =>
        HasContact && Lease is not null && (Lease.Heir is not null || Silence > Timing.Lease);

    public IReadOnlyList<Report> Others(string name) =>
        [.. reports.Values
            .Where(one => one.Report.Node != name && Stopwatch.GetElapsedTime(one.At) < Timing.Lease)
            .Select(one => one.Report)];

    public void See(Answer answer)
    {
        var now = Stopwatch.GetTimestamp();
        if (answer.Revision != Revision)
            heard = now;
        if (answer.Revision != Revision || !HasContact)
            since = now;
        contact = now;
        foreach (var report in answer.Reports)
        {
            if (!reports.TryGetValue(report.Node, out var known) || known.Report.Count != report.Count)
                reports[report.Node] = (report, now);
        }

        Wanted = answer.Wanted ?? Lease?.Wishes ?? atFirst;
        See(answer.Lease, answer.Revision);
    }

    /// <summary>Ends when the leader, or its being open, is another one than it was.</summary>
    public Task ChangeAsync(CancellationToken cancellation) => changed.Task.WaitAsync(cancellation);

    private void See(Lease? lease, long revision)
    {
        var isNews = (lease?.Epoch, lease?.Opening) != (Lease?.Epoch, Lease?.Opening);
        (Lease, Revision) = (lease, revision);
        if (isNews)
            Interlocked.Exchange(ref changed, New()).SetResult();
    }

    private static TaskCompletionSource New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
