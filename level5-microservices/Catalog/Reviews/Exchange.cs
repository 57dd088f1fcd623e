using StackExchange.Redis;

namespace Shop.Reviews;

/// <summary>
/// Reads the other regions' books, several times a second, and merges what is new there into the
/// own one (anti-entropy). A region that can't be reached is asked again; nobody waits for it.
/// Whole books travel here; where there is more to tell, only what changed does.
/// </summary>
internal sealed class Exchange(IConfiguration configuration, ReviewStore store, RegionalRedis own)
    : BackgroundService
{
    private const string Prefix = "cache-";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(configuration.GetSection("ConnectionStrings").GetChildren()
            .Where(one => one.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(one => ListenAsync(one.Value!, stoppingToken)));

    private async Task ListenAsync(string address, CancellationToken stop)
    {
        var options = ConfigurationOptions.Parse(address);
        options.AbortOnConnectFail = false;
        options.KeepAlive = 1; // In seconds. A way that was cut is noticed, and tried again.
        using var other = await ConnectionMultiplexer.ConnectAsync(options);
        using var timer = new PeriodicTimer(Pace);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                await MergeAsync(await other.GetDatabase().HashGetAllAsync(ReviewStore.Book)
                    .WaitAsync(Patience, stop));
            }
            catch (Exception away) when (away is RedisException or TimeoutException)
            {
                // Cut off, as regions are at times. All of it is there at the next time.
            }
        }
    }

    private async Task MergeAsync(HashEntry[] pages)
    {
        var (isUp, known) = await own.TryAsync(db => db.HashGetAllAsync(ReviewStore.Book));
        if (!isUp)
            return;
        var texts = known!.ToDictionary();
        foreach (var page in pages.Where(page => texts.GetValueOrDefault(page.Name) != page.Value))
            await store.MergeAsync(page.Name, Page.Parse(page.Value));
    }
}
