using System.Text.Json;

namespace Shop;

/// <summary>
/// Hears of each change as soon as the own region's member of etcd does. Asking instead would take a
/// way to etcd's leader and back, and it takes several to elect somebody. Nothing rests on it: who
/// hears nothing learns the same from the answers to its reports.
/// </summary>
internal sealed class Watch(Etcd etcd, News news) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private (int Epoch, Opening? Opening, string? Heir) known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in etcd.WatchAsync(stoppingToken))
                    news.Tell(change, IsUrgent(change));
            }
            catch (Exception away)
                when (away is HttpRequestException or IOException
                    or TimeoutException or JsonException)
            {
                // That member has died or is cut off: it will be back, or the next one is asked.
            }

            await Task.Delay(Pause, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Somebody leads, steps down, or says its last word. Renewals can wait for the next tick.
    private bool IsUrgent(Answer change)
    {
        var before = known;
        if (change.Lease is { } lease)
            known = (lease.Epoch, lease.Opening, lease.Heir);
        return known != before || change.Reports.Any(one => one.Report.SealedAt != 0);
    }
}
