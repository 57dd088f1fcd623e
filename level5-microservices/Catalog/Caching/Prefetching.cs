namespace Shop.Caching;

/// <summary>Under <see cref="Prefetch"/>, reads the hottest values again before they expire.</summary>
internal sealed class Prefetching(HotKeys hot, Cache cache, CurrentStrategy strategy)
    : BackgroundService
{
    private const int Hottest = 50;

    private const int RoundsToForget = 20;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    // A round, and the longest way to the database and back with room to spare.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            if (strategy.Value.Prefetches && cache.IsUp)
                await Task.WhenAll(hot.Top(Hottest).Select(RefreshAsync));
            if (round % RoundsToForget == 0)
                hot.Forget();
        }
    }

    private async Task RefreshAsync(string key)
    {
        if (await cache.LifeAsync(key) is not { } life || life < Soon)
            hot.Refresh(key);
    }
}
