namespace Shop.Orders;

/// <summary>
/// Goes on with purchases that nobody drives any more: the instance died, or a service was away.
/// Whichever instance finds one first has it.
/// </summary>
internal sealed class Resumption(IServiceScopeFactory scopes, Finished finished) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var purchases = scope.ServiceProvider.GetRequiredService<Purchases>();
                await Task.WhenAll((await purchases.TakeOverAsync(finished.Take())).Select(ResumeAsync));
            }
            catch (NpgsqlException)
            {
                // The database is away, and so are the purchases.
            }
        }
    }

    private async Task ResumeAsync(Guid id)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            // A refused one may have made room for another try meanwhile.
            if (await scope.ServiceProvider.GetRequiredService<Purchases>().FindAsync(id) is { } saga)
                await scope.ServiceProvider.GetRequiredService<SagaDriver>().DriveAsync(saga);
        }
        catch (Exception away) when (away is HttpRequestException or NpgsqlException)
        {
            // Somebody is still away: it comes up again when its time is over.
        }
    }
}
