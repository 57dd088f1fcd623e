using System.Diagnostics;

namespace Shop.Events;

/// <summary>
/// Reads a stream as a member of a group. The log delivers each event at least once, to one member
/// or another; its effect happens once, because the inbox remembers it in the same transaction.
/// </summary>
internal sealed partial class Consumer(
    Subscription subscription,
    string member,
    EventLog log,
    Inbox inbox,
    DeadLetters dead,
    ILogger<Consumer> logger) : BackgroundService
{
    private const int Tries = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Whoever has not finished after so long is taken for dead. If it isn't, the inbox decides.
    private static readonly TimeSpan Inheritance = TimeSpan.FromSeconds(2);

    private readonly string stream = subscription.Stream;
    private readonly string group = subscription.Group;
    private bool isAway;

    /// <summary>
    /// An effect may fail for any reason. If it isn't that something is away, it fails for ever.
    /// </summary>
    public static bool IsPoison(Exception exception) => exception switch
    {
        OperationCanceledException => false,
        NpgsqlException failure => !DatabaseFailures.IsUnavailable(failure),
        _ => !EventLog.IsAway(exception),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(stoppingToken);
            }
            catch (Exception away) when (!IsPoison(away))
            {
                // Database or log are away. What isn't finished is delivered once more.
                if (!stoppingToken.IsCancellationRequested && !isAway)
                    LogAway(stream, away.Message);
                isAway = true;
                await Task.Delay(Pause, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ConsumeAsync(CancellationToken stop)
    {
        await log.JoinAsync(stream, group);
        // What this member of the group had got before it died the last time.
        while (await TakeAsync(await log.ReadAsync(stream, group, member, again: true), stop))
            isAway = false;
        var idle = new Idleness();
        for (var clock = Stopwatch.StartNew(); ;)
        {
            if (clock.Elapsed > Inheritance)
            {
                await TakeAsync(await log.InheritAsync(stream, group, member, Inheritance), stop);
                clock.Restart();
            }

            await idle.WaitAsync(
                await TakeAsync(await log.ReadAsync(stream, group, member, again: false), stop), stop);
            isAway = false;
        }
    }

    private async Task<bool> TakeAsync(IReadOnlyList<Event> events, CancellationToken stop)
    {
        if (events.Count == 0)
            return false;
        var known = events
            .Where(one => subscription.Effects.Any(effect => effect.Topic == one.Topic))
            .ToList();
        try
        {
            await inbox.ApplyAsync(known, stop);
        }
        catch (Exception poison) when (IsPoison(poison))
        {
            // One of them spoils it for all: each by itself, so that the others have their effect.
            foreach (var one in known)
                await ApplyOrBuryAsync(one, stop);
        }

        await log.FinishAsync(stream, group, events);
        return true;
    }

    private async Task ApplyOrBuryAsync(Event one, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await inbox.ApplyAsync([one], stop);
                return;
            }
            catch (Exception poison) when (IsPoison(poison) && attempt < Tries)
            {
                // Another service may have to say something first.
                await Task.Delay(Pause, stop);
            }
            catch (Exception poison) when (IsPoison(poison))
            {
                LogDead(one.Topic, one.Id, stream, poison.Message);
                await dead.BuryAsync(one, poison.Message);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Events of {Stream} wait: {Reason}")]
    private partial void LogAway(string stream, string reason);

    [LoggerMessage(LogLevel.Error, "Gave up {Topic} {Id} of {Stream}: {Reason}")]
    private partial void LogDead(string topic, string id, string stream, string reason);
}
