using System.ComponentModel;
using System.Diagnostics;

namespace Shop;

/// <summary>
/// The loop beside a database: look at it, exchange reports with etcd, and do what follows. Its two
/// halves are <see cref="LeadAsync"/> for who holds the lease and <see cref="FollowAsync"/> for who
/// doesn't. README.md draws the states.
/// </summary>
internal sealed partial class Agent(
    Node node,
    Etcd etcd,
    Sight sight,
    News news,
    Repair repair,
    Disk disk,
    Mechanisms mechanisms,
    ILogger<Agent> logger)
    : BackgroundService
{
    private readonly TimeSpan slack = TimeSpan.FromMilliseconds(5);
    private string? term;
    private string? complaint;
    private long count;
    private long sealedAt;

    public NodeState? State { get; private set; }

    public Story Story { get; } = new();

    /// <summary>What this node does now, in a word.</summary>
    public string Role { get; private set; } = "starting";

    /// <summary>Why it does no more than that; null if there is nothing to say.</summary>
    public string? Why { get; private set; }

    /// <summary>Nobody fell: etcd's leader can make room for this one at once, and has not yet.</summary>
    public bool IsNewByPlan { get; set; }

    private bool IsHolder =>
        term is not null && sight.Lease is { Heir: null } lease && lease.Term == term;

    private Report? Report =>
        State is { } now ? new(node.Name, count, now.Timeline, now.Position, sealedAt) : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        logger.LogWarning("{Timing}", sight.Timing);
        while (!stoppingToken.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            var isUrgent = await TickAsync();
            var rest = sight.Timing.Renew - Stopwatch.GetElapsedTime(start);
            await (isUrgent ? HurryAsync(rest, stoppingToken) : RestAsync(rest, stoppingToken));
            while (IsCalm && Stopwatch.GetElapsedTime(start) < sight.Timing.Report)
            {
                await RestAsync(sight.Timing.Renew, stoppingToken);
                Hear();
            }
        }
    }

    // A copy that follows a leader whom it hears has nothing to say that could not wait.
    private bool IsCalm =>
        sight.IsLeaderPunctual
        && !news.Urgent.IsCompleted
        && (Role, Why) == ("replica", null);

    // Until the next tick is due, and etcd has answered the last one; not beyond the very moment
    // at which the lease runs out; and no longer if something happens.
    private async Task RestAsync(TimeSpan rest, CancellationToken stop)
    {
        var answered = Task.WhenAll(exchange ?? Task.CompletedTask, After(rest, stop));
        var over = sight.Remaining > slack ? After(sight.Remaining + slack, stop) : answered;
        await Task.WhenAny(answered, over, news.Urgent);
    }

    // Something is to be done as soon as somebody answers.
    private Task HurryAsync(TimeSpan rest, CancellationToken stop) =>
        exchange is null
            ? After(rest < slack ? rest : slack, stop)
            : Task.WhenAny(exchange, news.Urgent);

    private static Task After(TimeSpan time, CancellationToken stop) =>
        time > TimeSpan.Zero ? Task.Delay(time, stop) : Task.CompletedTask;

    /// <returns>Whether the next tick should come at once.</returns>
    private async Task<bool> TickAsync()
    {
        count++;
        try
        {
            State = await node.LookAsync();
            if (State is null && repair.WasStopped)
                await repair.StartAsync(null); // As it was: it is closed, and whoever leads will be followed.
            news.Attend();
            Hear();
            return IsHolder ? await LeadAsync() : await FollowAsync();
        }
        catch (Exception away) when (away is NpgsqlException or IOException or Win32Exception)
        {
            // The database may go at any moment, in the middle of anything, and a disk may be full.
            // The next look will tell.
            Be("away", away.Message);
            return false;
        }
    }

    private void Hear()
    {
        foreach (var change in news.Take())
            sight.Hear(change);
    }

    private void Be(string role, string? why = null)
    {
        var full = disk.Complaint;
        why = full is null || why is null ? full ?? why : $"{full}; {why}";
        if (role != Role || full != complaint)
            logger.LogWarning("{Node}: {Old} → {New} {Why}", node.Name, Role, role, why ?? "");
        complaint = full;
        (Role, Why) = (role, why);
    }
}
