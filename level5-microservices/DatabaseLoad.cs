using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>How much the databases have to do: what caches are there to spare them.</summary>
internal sealed class DatabaseLoad
{
    private long count = -1;
    private long at;

    /// <summary>Transactions a second since it was last asked; null at first, and while it is down.</summary>
    public async ValueTask<double?> ReadAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var before = (Count: count, At: at);
        try
        {
            (count, at) = (await CountAsync(services, cancellation), Stopwatch.GetTimestamp());
        }
        catch (DbException)
        {
            count = -1;
        }

        return before.Count < 0 || count < before.Count
            ? null
            : (count - before.Count) / Stopwatch.GetElapsedTime(before.At, at).TotalSeconds;
    }

    /// <summary>Transactions since the start of the databases, all together.</summary>
    public static async Task<long> CountAsync(
        IServiceProvider services,
        CancellationToken cancellation)
    {
        var nodes = services.GetRequiredService<DistributedApplicationModel>().Resources
            .OfType<PostgresResource>();
        var counts = await Task.WhenAll(nodes.Select(node => node.CountTransactionsAsync(cancellation)));
        return counts.Sum();
    }
}
