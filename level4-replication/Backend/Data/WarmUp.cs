namespace Shop.Data;

/// <summary>
/// Opens some connections before customers need them: across the WAN each costs several round
/// trips. Not before the first one: those that wait for it to learn the types would give up.
/// </summary>
internal sealed class WarmUp(NpgsqlDataSource source) : BackgroundService
{
    public const int Connections = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => OpenAsync(stoppingToken)));

    private async Task OpenAsync(CancellationToken stop)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(stop);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            // The database is away: then there is nothing to be warmed.
        }
    }
}
