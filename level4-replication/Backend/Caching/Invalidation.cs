using System.Globalization;

namespace Shop.Caching;

/// <summary>
/// Hears from the database which products changed (see Data/Migrations/0006_news.sql) and drops
/// them here. The news cross the WAN once, one way, so what is read here is half a round trip old.
/// What was said while nobody listened is lost: after a gap everything is dropped. Only the leader
/// says something, and a new one begins with a gap.
/// </summary>
internal sealed class Invalidation(
    Leadership leadership,
    Reading reading,
    Cache cache,
    CurrentStrategy strategy,
    CacheSettings settings,
    CacheFigures figures,
    HotKeys hot,
    Reception reception)
    : BackgroundService
{
    // In milliseconds. A connection that says nothing may be cut: ask it.
    private const int Silence = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private bool isForgotten;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.Invalidates && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
            {
                // The leader or the way to it is away. From now on only the TTL limits the age.
                reception.IsGood = false;
                if (!isForgotten)
                    await ForgetAsync();
                await Task.Delay(Pause, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        var leader = await leadership.AfterAsync(0, Pause, stop);
        if (leader is null)
            return;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, leader.Over);
        var news = new Queue<string>();
        await using var connection = await leader.Node.OpenAsync(end.Token);
        connection.Notification += (_, notification) => news.Enqueue(notification.Payload);
        await connection.ExecuteAsync("listen products");
        // What the news are about must be here before anybody asks for it again.
        var start = await connection.ExecuteScalarAsync<long>($"select {Mark.Here}");
        while (!await reading.CatchUpAsync(new(leader.Epoch, start)))
        {
            // This region's copy is behind, so what it says must not stay longer than the TTL.
            end.Token.ThrowIfCancellationRequested();
            await connection.ExecuteAsync("select 1");
        }
        await ForgetAsync();
        (reception.IsGood, isForgotten) = (true, false);
        while (true)
        {
            if (!await connection.WaitAsync(Silence, end.Token))
                await connection.ExecuteAsync("select 1");
            while (news.TryDequeue(out var payload))
                await DropAsync(payload);
        }
    }

    // Once when the gap begins, and once when it is over: what was read in between is not too old.
    private async Task ForgetAsync()
    {
        figures.Gaps.Add();
        isForgotten = !strategy.Value.Listens || await cache.DropAllAsync();
    }

    /// <param name="payload">17:5,18:2 says that product 17 has version 5 now and 18 has 2.</param>
    private async Task DropAsync(string payload)
    {
        if (!strategy.Value.Listens)
            return;
        var changes = payload.Split(',').Select(change => change.Split(':')).ToList();
        figures.Invalidations.Add(changes.Count);
        await Task.WhenAll(changes.Select(change => DropAsync(
            int.Parse(change[0], CultureInfo.InvariantCulture),
            long.Parse(change[1], CultureInfo.InvariantCulture))));
    }

    private async Task DropAsync(int product, long version)
    {
        var key = CacheKeys.Product(product);
        await cache.DropAsync(key, version);
        if (strategy.Value.Prefetches)
            hot.Refresh(key);
    }
}
