namespace Shop.Inventory;

/// <summary>Gives back what purchases hold that nobody finished.</summary>
internal sealed class Expiry(IServiceScopeFactory scopes) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await ReleaseAsync(scope.ServiceProvider);
            }
            catch (NpgsqlException)
            {
                // The database is away: then nothing is held for anybody.
            }
        }
    }

    private static async Task ReleaseAsync(IServiceProvider services)
    {
        var old = await services.GetRequiredService<Database>().AskAsync(connection =>
            connection.QueryAsync<Guid>(
                "select purchase from reservations where state = 'reserved' and until < now()"));
        foreach (var purchase in old)
            await services.GetRequiredService<Reservations>().ReleaseAsync(purchase);
    }
}
