using System.Diagnostics;

namespace Shop;

/// <summary>What the holder of the lease does with each tick.</summary>
internal sealed partial class Agent
{
    private Opening? opening;
    private long askedAt;
    private long risingFrom;
    private bool isOpen;
    private bool isDismissed;
    private DateTime openUntil;
    private TimeSpan granted;
    private TimeSpan openFor;

    private async Task<bool> LeadAsync()
    {
        exchange = null; // Of the time before: who leads waits for each answer.
        if (heir is not null)
            return await HandOverAsync();
        var lease = sight.Lease!;
        // A leader without a database must not keep others from leading.
        var renewed = State is null ? null : lease with
        {
            Renewals = lease.Renewals + 1,
            Opening = opening,
            Wishes = await ComplyAsync(lease.Wishes),
        };
        var isKept = await AskAsync(renewed);
        if (isKept && opening is null)
            return await BeginAsync();
        if (isKept)
        {
            await OpenAsync();
            Be("leader");
        }
        else if (State is null)
            Be("away", "the database does not answer");
        await FenceIfLateAsync();
        return !isKept && sight.HasContact;
    }

    /// <summary>Asks etcd for the lease. Success is worth Fence from before the question.</summary>
    private async Task<bool> AskAsync(Lease? wanted)
    {
        var fence = Fence; // As it is now: what the answer brings may ask for another one.
        var (asked, until) = (Stopwatch.GetTimestamp(), DateTime.UtcNow + fence);
        var answer = await etcd.ExchangeAsync(Report, wanted, sight.Revision);
        if (answer is not null)
            sight.See(answer);
        if (answer is not { Succeeded: true } || wanted is null)
            return false;
        (askedAt, openUntil, granted, isDismissed) = (asked, until, fence, false);
        return true;
    }

    // The shorter one while the preset changes, so that no database outlives a shorter lease.
    private TimeSpan Fence => Shorter(sight.Timing.Fence, Timing.Named(sight.Wanted.Preset).Fence);

    // The database compares this with its own clock: if everything here freezes now and wakes in an
    // hour, it has run out. Database and agent are on one machine and share that clock.
    private async Task OpenAsync()
    {
        await node.OpenAsync(
            sight.Lease!.Epoch,
            mechanisms.Fencing ? openUntil : DateTime.MaxValue.AddDays(-1),
            enforced: mechanisms.Fencing);
        openFor = granted;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Makes the database one that leads, and lets writes in.</summary>
    private async Task<bool> BeginAsync()
    {
        Be("promoting");
        await node.OfferAsync();
        await node.PromiseAsync(sight.Lease!.Wishes.Durability);
        var end = State!.Position;
        if (State.IsReplica)
            await PromoteAsync();
        if (State is not { IsReplica: false })
            return true;
        await node.PrepareToLeadAsync(sight.Lease.Epoch);
        await OpenAsync();
        Story.Mark(Moment.Opened);
        isOpen = true;
        opening = new(State.Timeline, end, await node.HistoryAsync(State.Timeline));
        _ = node.CheckpointAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        var isKnown = await AskAsync(sight.Lease with { Opening = opening });
        Story.Mark(Moment.Published);
        if (!isKnown)
            return true;
        await OpenAsync(); // By now the first time that it was granted may be over.
        Be("leader");
        return false;
    }

    private async Task PromoteAsync()
    {
        await node.PromoteAsync();
        for (var limit = Stopwatch.StartNew(); limit.Elapsed < sight.Timing.Fence / 2;)
        {
            State = await node.LookAsync();
            if (State is { IsReplica: false })
                return;
            await Task.Delay(slack);
        }
    }

    // The database refuses by itself. This is for those who wait for replicas that won't answer.
    private async Task FenceIfLateAsync()
    {
        if (!mechanisms.Fencing || Stopwatch.GetElapsedTime(askedAt) < sight.Timing.Fence)
            return;
        Be("fenced", "the lease was not renewed: writes are refused until it is");
        if (isDismissed || State is null)
            return;
        await node.DismissClientsAsync(); // Once: those who come back to read are welcome.
        isDismissed = true;
    }

    /// <summary>
    /// More copies: first the database waits for them, and only when everything older has them,
    /// too, may candidates rely on it. Fewer: first the candidates stop to rely on them.
    /// </summary>
    private async Task<Wishes> ComplyAsync(Wishes now)
    {
        var wanted = sight.Wanted with { Preset = Preset(now) };
        if (wanted.Durability == now.Durability || !isOpen)
        {
            await node.PromiseAsync(now.Durability);
            return wanted with { Durability = now.Durability };
        }

        if (wanted.Durability.Copies() < now.Durability.Copies())
            return wanted;
        if (await node.PromiseAsync(wanted.Durability))
            risingFrom = long.MaxValue; // Some session may not know yet: from the next tick.
        else if (risingFrom == long.MaxValue)
            risingFrom = State!.Position;
        else if (await node.CopiesOfAsync(risingFrom) >= wanted.Durability.CopiesAmong(node.Others.Count))
            return wanted;
        return now with { Preset = wanted.Preset };
    }

    // A shorter lease holds only once the database is open for no longer than that.
    private string Preset(Wishes now) =>
        openFor <= Timing.Named(sight.Wanted.Preset).Fence ? sight.Wanted.Preset : now.Preset;
}
