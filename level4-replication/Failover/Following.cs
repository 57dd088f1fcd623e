using System.Diagnostics;

namespace Shop;

/// <summary>What everybody does with each tick who does not hold the lease.</summary>
internal sealed partial class Agent
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private Task<Answer?>? exchange;
    private bool isCutOff;
    private int followed;
    private bool hasTried;
    private long streamed = Stopwatch.GetTimestamp();
    private long reached;

    private async Task<bool> FollowAsync()
    {
        (opening, heir, isOpen, risingFrom, openFor) = (null, null, false, 0, TimeSpan.Zero);
        await ExchangeAsync();
        if (isCutOff)
        {
            streamed = Stopwatch.GetTimestamp(); // It says nothing of the leader's log.
            Be(State is null ? "away" : "replica", "no majority of etcd can be reached from here");
            return false;
        }

        if (State is null && !repair.WasInterrupted)
        {
            Be("away", "the database does not answer");
            return false;
        }

        return sight switch
        {
            // At the very first start only the one that is no copy may begin.
            { Lease: null, HasContact: true } => State is { IsReplica: false } && await TakeAsync(),
            { IsLeaseOver: true } when State is not null => await StandAsync(),
            // Who has said its last word in this lease takes nothing from its holder any more.
            { Lease.Opening: not null } when sight.Lease.Holder != node.Name && sealedAt != sight.Revision =>
                await JoinAsync(),
            _ => false,
        };
    }

    // Takes in the last answer and reports again. Nothing waits for the next one: most of what it
    // will say is told by the watch before, and a round trip to etcd crosses the ocean.
    private async Task ExchangeAsync()
    {
        if (exchange is { IsCompleted: true } ended)
        {
            exchange = null;
            var answer = await ended;
            isCutOff = answer is null;
            if (answer is not null)
                sight.See(answer);
        }

        exchange ??= etcd.ExchangeAsync(Report);
    }

    /// <summary>
    /// The lease has run out: says its last word, hears the others', and takes it if it may.
    /// </summary>
    private async Task<bool> StandAsync()
    {
        if (!mechanisms.Election && sight.Lease!.Holder != node.Name && sight.Lease.Heir != node.Name)
        {
            Be("replica", "the leader is silent, and this run goes without elections");
            return false;
        }

        Story.Begin(sight.Silence, sight.Lease!.Epoch, sight.Revision);
        if (sealedAt != sight.Revision)
        {
            if (State!.IsReplica)
                await node.SealAsync();
            followed = 0;
            sealedAt = sight.Revision;
            State = await node.LookAsync();
            exchange = etcd.ExchangeAsync(Report); // Others wait for it.
        }

        if (Report is not { } own)
            return false;
        // Without elections the others are silent, and only who led comes back.
        var objection = mechanisms is { PromotionCheck: true, Election: true }
            ? Election.Objection(
                sight.Lease,
                sight.Revision,
                own,
                sight.Others(node.Name),
                node.Others.Count,
                Story.SinceOver)
            : null;
        Be("candidate", objection);
        return objection is not null || await TakeAsync();
    }

    private async Task<bool> TakeAsync()
    {
        Story.Mark(Moment.Allowed);
        // Before it is asked for: if the answer is lost, the next one tells whether it was granted.
        term = Guid.NewGuid().ToString("N");
        exchange = null;
        IsNewByPlan = sight.Lease is null || sight.Lease.Heir == node.Name;
        var (epoch, wishes) = (sight.Lease?.Epoch ?? 0, sight.Lease?.Wishes ?? sight.Wanted);
        if (!await AskAsync(new Lease(epoch + 1, node.Name, term, 0, wishes)))
            return true;
        Story.Mark(Moment.Taken);
        return await BeginAsync();
    }

    /// <summary>Somebody else leads: follows, and goes back first where it must.</summary>
    private async Task<bool> JoinAsync()
    {
        var (leader, epoch, start) = (sight.Lease!.Holder, sight.Lease.Epoch, sight.Lease.Opening!);
        if (State is null or { IsReplica: false } || HasParted(State, start))
            return await RejoinAsync(leader, start);
        await node.PromiseAsync(sight.Lease.Wishes.Durability);
        if (followed != epoch)
        {
            await repair.LearnAsync(start);
            await node.FollowAsync(leader);
            (followed, sealedAt, streamed, reached) = (epoch, 0, Stopwatch.GetTimestamp(), 0);
        }

        // Who asks for a piece of the log that the leader hasn't got any more is connected again and
        // again: only what comes counts. Something does with each renewal, so from a leader who is
        // silent nothing can be expected.
        if (State.IsStreaming && State.Position > reached)
            (streamed, reached, hasTried) = (Stopwatch.GetTimestamp(), State.Position, reached == 0 && hasTried);
        else if (!sight.IsLeaderHeard)
            streamed = Stopwatch.GetTimestamp();
        Be("replica", State.IsStreaming ? null : $"nothing comes from {leader}");
        // Asking one that is dead or cut off would take time, just when an election needs it.
        return Stopwatch.GetElapsedTime(streamed) > Patience + sight.Timing.Lease
            && sight.IsLeaderHeard
            && await RejoinAsync(leader, start);
    }

    private static bool HasParted(NodeState own, Opening leader) =>
        own.Timeline < leader.Timeline && own.Position > leader.Position;

    // Not before the leader's files say which timeline it is on: pg_rewind reads them.
    private async Task<bool> RejoinAsync(string leader, Opening start)
    {
        streamed = Stopwatch.GetTimestamp();
        if (await node.TimelineOfAsync(leader) < start.Timeline)
        {
            Be("waiting", $"{leader} can't be reached, or has just been promoted");
            return false;
        }

        Be("rejoining", $"goes back to the history of {leader}");
        var began = Stopwatch.GetTimestamp();
        // A rewind after which still nothing comes was not enough: what it needs is gone or broken. And
        // of two that were promoted to timelines of one number, it would find nothing to rewind.
        var isTwin = State is { IsReplica: false } own && own.Timeline == start.Timeline;
        if (await repair.RejoinAsync(leader, fromScratch: hasTried || isTwin) is not { } way)
            return false;
        Story.Rejoined(way, Stopwatch.GetElapsedTime(began));
        logger.LogWarning("{Node} was {Way} and follows {Leader}", node.Name, way, leader);
        (followed, sealedAt, reached, hasTried) = (0, 0, 0, true);
        return true;
    }
}
