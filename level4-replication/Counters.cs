namespace Shop;

/// <summary>Numbers that tell how the shop is, beside what customers feel.</summary>
internal static class Counters
{
    private const string Hits = "sum(rate(shop_cache_hits_total[5s]))";
    private const string Misses = "sum(rate(shop_cache_misses_total[5s]))";
    private const string EdgeHits = "sum(rate(shop_cdn_hits_total[5s]) + rate(shop_cdn_stale_total[5s]))";
    private const string EdgeMisses = "sum(rate(shop_cdn_misses_total[5s]))";

    public static World AddCounters(this World world) => world
        .AddCounter(new("database queries", "/s", null, new DatabaseLoad().ReadAsync))
        .AddCounter(new("epoch", "", null, (services, _) => OfClusterAsync(
            services, nodes => nodes.Max(node => node.Epoch) ?? 0)))
        .AddCounter(new("replicas that follow", "", null, (services, _) => OfClusterAsync(
            services, nodes => nodes.Count(node => node is { Role: "replica", IsStreaming: true }))))
        .AddCounter(new("hits at the edges", "%", null, Ask(
            $"100 * {EdgeHits} / ({EdgeHits} + {EdgeMisses})")))
        .AddCounter(new("hits in the caches", "%", null, Ask(
            $"100 * {Hits} / ({Hits} + {Misses})")))
        .AddCounter(new("alerts", "", 0, CountAlertsAsync));

    private static Func<IServiceProvider, CancellationToken, ValueTask<double?>> Ask(string expression) =>
        (services, cancellation) => OrNullAsync(
            services, monitoring => monitoring.ValueAsync(expression, cancellation));

    private static ValueTask<double?> CountAlertsAsync(
        IServiceProvider services,
        CancellationToken cancellation) =>
        OrNullAsync(services, async monitoring =>
            (await monitoring.AlertsAsync(cancellation)).Count(alert => alert.State == "firing"));

    private static async ValueTask<double?> OfClusterAsync(
        IServiceProvider services,
        Func<IReadOnlyList<NodeStatus>, double> count)
    {
        using var cluster = await Controls.ClusterAsync(services);
        var nodes = await cluster.ReadAsync();
        return nodes.Count == 0 ? null : count(nodes);
    }

    private static async ValueTask<double?> OrNullAsync(
        IServiceProvider services,
        Func<Monitoring, Task<double?>> ask)
    {
        using var monitoring = Monitoring.Connect(services);
        try
        {
            return await ask(monitoring);
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            // Prometheus may still be starting: then nothing is known.
            return null;
        }
    }
}
