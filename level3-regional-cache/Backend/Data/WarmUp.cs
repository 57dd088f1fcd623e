namespace Shop.Data;

/// <summary>
/// Opens some connections before customers need them: across the WAN each costs several round
/// trips. Meanwhile the service starts.
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
        catch (NpgsqlException)
        {
            // The database is away: then there is nothing to be warmed.
        }
    }
}
