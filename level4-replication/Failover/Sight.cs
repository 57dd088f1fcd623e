using System.Diagnostics;

namespace Shop;

/// <summary>
/// What this node knows of the others, and since when by its own stopwatch. A renewal that nobody
/// could have seen, because etcd was away, is not held against the leader.
/// </summary>
internal sealed class Sight(Wishes first)
{
    private readonly Wishes atFirst = first;
    private readonly Dictionary<string, Heard> reports = [];
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

    /// <summary>
    /// Whether its next renewal may still be on its way. If not, it is time to look whether etcd is
    /// well, so that the lease's end can be believed when it comes.
    /// </summary>
    public bool IsLeaderPunctual => heard != 0 && Stopwatch.GetElapsedTime(heard) < Timing.Lease / 2;

    /// <summary>Since the last change of the lease that could be seen.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(since);

    /// <summary>Of the lease, if nobody renews it; negative afterwards.</summary>
    public TimeSpan Remaining => Timing.Lease - Silence;

    /// <summary>
    /// If etcd is away, nobody can renew: that says nothing of the leader. So its last answer must
    /// be as young as one can be.
    /// </summary>
    public bool IsLeaseOver =>
        contact != 0
        && Stopwatch.GetElapsedTime(contact) < Timing.Request
        && Lease is not null
        && (Lease.Heir is not null || Silence > Timing.Lease);

    public IReadOnlyList<Report> Others(string name) =>
        [.. reports.Values
            .Where(one => one.Report.Node != name && Stopwatch.GetElapsedTime(one.At) < Timing.Lease)
            .Select(one => one.Report)];

    /// <summary>A majority of etcd has answered.</summary>
    public void See(Answer answer)
    {
        if (!HasContact)
            since = Math.Max(since, answer.At);
        contact = Math.Max(contact, answer.At);
        Hear(answer);
        Wanted = answer.Wanted ?? Lease?.Wishes ?? atFirst;
    }

    /// <summary>
    /// Takes in what is newer than what is known: answers and news overtake each other. What is heard
    /// of a change comes after it, so others never measure from before the leader does.
    /// </summary>
    public void Hear(Answer change)
    {
        foreach (var one in change.Reports)
        {
            if (!reports.TryGetValue(one.Report.Node, out var known) || known.Revision < one.Revision)
                reports[one.Report.Node] = one;
        }

        if (change.Revision <= Revision)
            return;
        heard = change.At;
        contact = Math.Max(contact, change.At); // A majority has agreed to it.
        since = Math.Max(since, change.At);
        See(change.Lease, change.Revision);
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
