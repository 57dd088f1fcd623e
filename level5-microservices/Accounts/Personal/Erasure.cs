namespace Shop.Accounts;

/// <summary>
/// Forgets customers: decided first, then the key, then the rows. Whoever is interrupted in between
/// finishes at the next start.
/// </summary>
internal sealed class Erasure(Writing writing, Vault vault) : BackgroundService
{
    public async Task EraseAsync(long customer)
    {
        var (key, _) = await writing.WriteAsync(
            "update customers set erased_at = now() where id = @customer returning key_id",
            new { customer },
            results => results.ReadSingleOrDefaultAsync<Guid?>(),
            isRepeatable: true);
        if (key is { } id)
            await FinishAsync(customer, id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (begun, _) = await writing.WriteAsync(
                "select id, key_id as keyId from customers where erased_at is not null",
                new { },
                async results => (await results.ReadAsync<Begun>()).AsList(),
                isRepeatable: true);
            foreach (var one in begun)
                await FinishAsync(one.Id, one.KeyId);
        }
        catch (NpgsqlException)
        {
            // Gone again already: what is begun is in the database, for the next start.
        }
    }

    // Carts and consents go with their customer. Other services hear of the number, which is all
    // that they know.
    private async Task FinishAsync(long customer, Guid key)
    {
        vault.Destroy(key);
        await writing.WriteAsync(
            """
            with gone as (delete from customers where id = @customer returning id)
            insert into outbox (topic, key, payload)
            select 'customer-erased', id::text, '{}' from gone
            """,
            new { customer },
            _ => Task.FromResult(true),
            isRepeatable: true);
    }

    private sealed record Begun(long Id, Guid KeyId);
}
