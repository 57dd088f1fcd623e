using System.Diagnostics;

namespace Shop;

/// <summary>
/// The loop beside a database: look at it, exchange reports with etcd, and do what follows. Its two
/// halves are <see cref="LeadAsync"/> for who holds the lease and <see cref="FollowAsync"/> for who
/// doesn't. README.md draws the states.
/// </summary>
internal sealed partial class Agent(
    Node node, Etcd etcd, Sight sight, Repair repair, Mechanisms mechanisms, ILogger<Agent> logger)
    : BackgroundService
{
    private readonly TimeSpan slack = TimeSpan.FromMilliseconds(5);
    private string? term;
    private long count;
    private long sealedAt;

    public NodeState? State { get; private set; }

    public Story Story { get; } = new();

    /// <summary>What this node does now, in a word.</summary>
    public string Role { get; private set; } = "starting";

    /// <summary>Why it does no more than that; null if there is nothing to say.</summary>
    public string? Why { get; private set; }

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
            if (sight.Remaining > slack && sight.Remaining < rest)
                rest = sight.Remaining; // Looks again at the very moment that the lease runs out.
            if (rest > slack)
                await Task.Delay(isUrgent ? slack : rest, stoppingToken);
        }
    }

    /// <returns>Whether the next tick should come at once.</returns>
    private async Task<bool> TickAsync()
    {
        count++;
        try
        {
            State = await node.LookAsync();
            return IsHolder ? await LeadAsync() : await FollowAsync();
        }
        catch (NpgsqlException away)
        {
            // The database may go at any moment, in the middle of anything. The next look will tell.
            Be("away", away.Message);
            return false;
        }
    }

    private void Be(string role, string? why = null)
    {
        if (role != Role)
            logger.LogWarning("{Node}: {Old} → {New} {Why}", node.Name, Role, role, why);
        (Role, Why) = (role, why);
    }
}
