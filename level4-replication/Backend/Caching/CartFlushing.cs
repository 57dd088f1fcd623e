using Shop.Carts;

namespace Shop.Caching;

/// <summary>Brings the carts' changes to the database, four times a second.</summary>
/// <remarks>Under every strategy: changes of before it was switched are waiting, too.</remarks>
internal sealed class CartFlushing(IServiceScopeFactory scopes, CartQueue queue)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly ParallelOptions Some = new() { MaxDegreeOfParallelism = 8 };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    private async Task FlushAsync()
    {
        try
        {
            await Parallel.ForEachAsync(
                await queue.CustomersAsync(), Some, (customer, _) => FlushAsync(customer));
        }
        catch (NpgsqlException)
        {
            // The database is away; the changes wait for it in Redis.
        }
    }

    private async ValueTask FlushAsync(long customer)
    {
        await using var scope = scopes.CreateAsyncScope();
        await queue.FlushAsync(customer, scope.ServiceProvider.GetRequiredService<CartStore>());
    }
}
