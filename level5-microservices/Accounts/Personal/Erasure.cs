namespace Shop.Accounts;

/// <summary>
/// Forgets customers: decided first, then the key, then the rows. What was interrupted in between is
/// finished soon, and so is what remains of a registration that was never completed.
/// </summary>
internal sealed partial class Erasure(Writing writing, Vault vault, Here here, ILogger<Erasure> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

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
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await FinishAllAsync();
            }
            catch (NpgsqlException away)
            {
                // What is begun is in the database, for the next time.
                LogAway(away.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FinishAllAsync()
    {
        var (begun, _) = await writing.WriteAsync(
            "select id, key_id as keyId from customers where erased_at is not null",
            new { },
            async results => (await results.ReadAsync<Begun>()).AsList(),
            isRepeatable: true);
        foreach (var one in begun)
            await FinishAsync(one.Id, one.KeyId);
        var (abandoned, _) = await writing.WriteAsync(
            """
            delete from customers
            where id % 10 = @Digit and not is_certain and created_at < now() - interval '30 s'
            returning key_id
            """,
            new { here.Digit },
            async results => (await results.ReadAsync<Guid>()).AsList(),
            isRepeatable: true);
        foreach (var key in abandoned)
            vault.Destroy(key);
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

    [LoggerMessage(LogLevel.Warning, "Erasing waits: {Reason}")]
    private partial void LogAway(string reason);

    private sealed record Begun(long Id, Guid KeyId);
}
