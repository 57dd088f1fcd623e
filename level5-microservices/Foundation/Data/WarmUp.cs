namespace Shop.Data;

/// <summary>
/// Opens some connections before customers need them: across the WAN each costs several round
/// trips. To every server, so that a new leader can be written to at once. Not before the first
/// one: those that wait for it to learn the types would give up.
/// </summary>
internal sealed class WarmUp(Nodes nodes) : BackgroundService
{
    /// <summary>How many stay open at least.</summary>
    public static int Connections(bool isNear) => isNear ? 4 : 2;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(nodes.All.SelectMany(node => Enumerable
            .Range(0, Connections(node == nodes.Local))
            .Select(_ => OpenAsync(node, stoppingToken))));

    private static async Task OpenAsync(Node node, CancellationToken stop)
    {
        try
        {
            await using var connection = await node.OpenAsync(stop);
        }
        catch (NpgsqlException)
        {
            // The database is away: then there is nothing to be warmed.
        }
    }
}
