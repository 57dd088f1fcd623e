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
    public async Task ApplyAsync(IReadOnlyList<Event> events, CancellationToken stop)
    {
        var leader = await writing.FindAsync();
        await using var connection = await leader.Node.OpenAsync(stop);
        await connection.AskAsync(async _ =>
        {
            var fresh = await connection.QueryAsync<string>(
                $"""
                begin;
                set local shop.epoch = {leader.Epoch};
                insert into inbox (event) select unnest(@ids) on conflict do nothing returning event
                """,
                new { ids = events.Select(Name).ToArray() });
            var isFresh = fresh.ToHashSet();
            await using var effects = connection.CreateBatch();
            foreach (var one in events.Where(one => isFresh.Contains(Name(one)) || !remembers))
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

    private string Name(Event one) => $"{subscription.Stream}/{one.Id}";
}
