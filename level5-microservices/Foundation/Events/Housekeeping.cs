namespace Shop.Events;

/// <summary>
/// Throws away what nobody can need any more. An outbox keeps what its readers have had for a while,
/// because the log may forget; the log keeps what the outbox keeps, and inboxes know what the log
/// can still tell. In this order: what is told once more is always known to be old.
/// </summary>
/// <param name="kept">How long. An hour here, a week where disks are large.</param>
internal sealed class Housekeeping(IEnumerable<Chore> chores, TimeSpan kept) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(kept / 10);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var chore in chores)
                await TryAsync(chore);
        }
    }

    private static async Task TryAsync(Chore chore)
    {
        try
        {
            await chore.DoAsync();
        }
        catch (Exception away) when (EventLog.IsAway(away) || away is NpgsqlException)
        {
            // Database or log are away. Next time.
        }
    }
}

/// <summary>Something to be done now and then.</summary>
internal sealed record Chore(Func<Task> DoAsync);

/// <param name="readers">Groups that have promised to read. Until each has, nothing goes.</param>
internal sealed class OutboxTrim(
    Writing writing, EventLog log, string stream, IReadOnlyList<string> readers, TimeSpan kept)
{
    public async Task DoAsync()
    {
        if (await log.FinishedAsync(stream, readers) is not { } finished)
            return;
        // Never the last one that was told: by that the relay knows how far it has come.
        var (begin, _) = await writing.WriteAsync(
            """
            delete from outbox
            where (place, number) < (@Transaction, @Number) and at < now() - @kept;
            select place || '-' || number from outbox order by place, number limit 1
            """,
            new { finished.Transaction, finished.Number, kept },
            results => results.ReadSingleOrDefaultAsync<string>(),
            isRepeatable: true);
        if (begin is not null && !finished.IsBefore(Place.Parse(begin)))
            await log.TrimAsync(stream, Place.Parse(begin));
    }
}
