namespace Shop.Events;

/// <summary>
/// Carries what is in the outbox to the log, in order, and keeps no account of it: how far it has
/// come is what the log ends with. Several may run; one is enough.
/// </summary>
internal sealed partial class Relay(
    Writing writing, EventLog log, string stream, ILogger<Relay> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Numbers are given when a row is written, not when it is committed: 7 may show up after 8. But
    // no transaction that is older than the oldest one still running can bring anything any more.
    private const string Next =
        """
        select place || '-' || number as id, topic, key, payload::text as payload, trace
        from outbox
        where (place, number) > (@Transaction, @Number)
            and transaction < pg_snapshot_xmin(pg_current_snapshot())
        order by place, number limit 500
        """;

    private bool isAway;

    /// <returns>How many events of the outbox are not in the log yet.</returns>
    public async Task<long> CountWaitingAsync(CancellationToken stop)
    {
        var end = await log.AppendAsync(stream, "", []);
        return await AskAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "select count(*) from outbox where (place, number) > (@Transaction, @Number)",
                Place.Parse(end)),
            stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CarryAsync(stoppingToken);
            }
            catch (Exception away)
                when (EventLog.IsAway(away)
                    || away is NpgsqlException or OperationCanceledException)
            {
                // Database or log are away. Nothing is lost: it is in the outbox.
                if (!stoppingToken.IsCancellationRequested && !isAway)
                    LogAway(stream, away.Message);
                isAway = true;
                await Task.Delay(Pause, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CarryAsync(CancellationToken stop)
    {
        var end = await log.AppendAsync(stream, "", []);
        for (var idle = new Idleness(); ;)
        {
            var events = await AskAsync(connection => NextAsync(connection, end), stop);
            isAway = false;
            // Without news it asks as well: a log that forgot must hear the old ones once more.
            end = await log.AppendAsync(stream, end, events);
            await idle.WaitAsync(events.Count > 0, stop);
        }
    }

    // What a purchase hasn't waited for, others don't hear of before it is on a second disk, either:
    // this little entry comes after it in the database's log, and is waited for.
    private static async Task<List<Event>> NextAsync(NpgsqlConnection connection, string end)
    {
        var events = (await connection.QueryAsync<Event>(Next, Place.Parse(end))).AsList();
        if (events.Count > 0)
            await connection.ExecuteAsync("select pg_logical_emit_message(true, 'told', '')");
        return events;
    }

    // The leader: a copy may not have heard of everything yet.
    private async Task<T> AskAsync<T>(
        Func<NpgsqlConnection, Task<T>> question, CancellationToken stop)
    {
        var leader = await writing.FindAsync();
        await using var connection = await leader.Node.OpenAsync(stop);
        return await connection.AskAsync(question);
    }

    [LoggerMessage(LogLevel.Warning, "Events of {Stream} wait: {Reason}")]
    private partial void LogAway(string stream, string reason);
}
