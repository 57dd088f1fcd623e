using System.Collections.Concurrent;

namespace Aspire.Hosting;

/// <summary>Links that go down and come back, over and over, until somebody stops them.</summary>
internal sealed class Flaps(Wan wan, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Link, Flap> flapping = new();

    public bool Has(Link link) => flapping.ContainsKey(link);

    /// <param name="link">The link.</param>
    /// <param name="period">How long it stays down, and how long it then stays up.</param>
    public async Task StartAsync(Link link, TimeSpan period)
    {
        await StopAsync(link);
        var stop = new CancellationTokenSource();
        flapping[link] = new Flap(stop, RunAsync(link, period, stop.Token));
    }

    /// <summary>Ends when the link is not touched any more; it may be up or down then.</summary>
    public async Task StopAsync(Link link)
    {
        if (flapping.TryRemove(link, out var flap))
        {
            await flap.Stop.CancelAsync();
            await flap.Done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            flap.Stop.Dispose();
        }
    }

    private async Task RunAsync(Link link, TimeSpan period, CancellationToken cancellation)
    {
        while (true)
        {
            await wan.ChangeAsync(() => link.Cut(Outage.Refuse), cancellation);
            await Task.Delay(period, clock, cancellation);
            await wan.ChangeAsync(link.Restore, cancellation);
            await Task.Delay(period, clock, cancellation);
        }
    }

    private sealed record Flap(CancellationTokenSource Stop, Task Done);
}
