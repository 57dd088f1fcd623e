namespace Shop.Events;

/// <summary>
/// Lets events have their effects in this service's database, each once: which ones have had theirs
/// is written down in the transaction that changes it.
/// </summary>
internal sealed class Inbox(Subscription subscription, Writing writing, bool remembers)
{
    /// <summary>
    /// In one transaction and two round trips, however many events there are: which of them are new,
    /// and what those change.
    /// </summary>
    /// <exception cref="Exception">One of them spoils it for all: nothing has happened.</exception>
    public async Task ApplyAsync(IReadOnlyList<Event> events, CancellationToken stop)
    {
        using var trace = new EventTrace(subscription.Stream, events);
        var leader = await writing.FindAsync();
        await using var connection = await leader.Node.OpenAsync(stop);
        await connection.AskAsync(async _ =>
        {
            var fresh = await connection.QueryAsync<Place>(
                $"""
                begin;
                set local shop.epoch = {leader.Epoch};
                insert into inbox select @Stream, * from unnest(@transactions, @numbers)
                on conflict do nothing returning transaction, number
                """,
                Places(events));
            var isFresh = fresh.ToHashSet();
            await using var effects = connection.CreateBatch();
            foreach (var one in events.Where(one => isFresh.Contains(Place.Parse(one.Id)) || !remembers))
                AddEffects(effects, one);
            if (!leader.IsAlone)
                effects.BatchCommands.Add(new("call fencing.assert_lease()"));
            effects.BatchCommands.Add(new("commit"));
            return await effects.ExecuteNonQueryAsync(stop);
        });
    }

    private void AddEffects(NpgsqlBatch batch, Event one)
    {
        foreach (var effect in subscription.Effects.Where(effect => effect.Topic == one.Topic))
        {
            batch.BatchCommands.Add(new(effect.Sql)
            {
                Parameters = { new("key", one.Key), new("payload", one.Payload) },
            });
        }
    }

    /// <summary>Those before the stream's beginning can't be told any more.</summary>
    public Task ForgetAsync(Place begin) => writing.WriteAsync(
        """
        delete from inbox
        where stream = @Stream and (transaction, number) < (@Transaction, @Number)
        """,
        new { subscription.Stream, begin.Transaction, begin.Number },
        _ => Task.FromResult(true),
        isRepeatable: true);

    private object Places(IReadOnlyList<Event> events)
    {
        var places = events.Select(one => Place.Parse(one.Id)).ToList();
        return new
        {
            subscription.Stream,
            transactions = places.Select(place => place.Transaction).ToArray(),
            numbers = places.Select(place => place.Number).ToArray(),
        };
    }
}
