namespace Shop;

/// <summary>Numbers that tell how the shop is, beside what customers feel.</summary>
internal static class Counters
{
    private static readonly string[] Databases = ["catalog", "inventory", "orders"];

    private const string Hits = "sum(rate(shop_cache_hits_total[5s]))";
    private const string Misses = "sum(rate(shop_cache_misses_total[5s]))";
    private const string EdgeHits = "sum(rate(shop_cdn_hits_total[5s]) + rate(shop_cdn_stale_total[5s]))";
    private const string EdgeMisses = "sum(rate(shop_cdn_misses_total[5s]))";

    public static World AddCounters(this World world) => world
        .AddCounter(new("database queries", "/s", null, new DatabaseLoad().ReadAsync))
        .AddCounter(new("replication lag", "ms", 1_000, LagAsync))
        .AddCounter(new("purchases under way", "", null, Of(async services =>
            (await services.PurchasesAsync()).UnderWay)))
        .AddCounter(new("purchases taken back", "", null, Of(async services =>
            (await services.PurchasesAsync()).TakenBack)))
        .AddCounter(new("events on their way", "", null, Of(async services =>
            (await services.EventsAsync()).Waiting)))
        .AddCounter(new("events nobody can use", "", 0, Of(async services =>
            (await services.EventsAsync()).Dead)))
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

    private static async ValueTask<double?> LagAsync(
        IServiceProvider services,
        CancellationToken cancellation)
    {
        var lags = await Task.WhenAll(Databases.Select(async database =>
        {
            using var cluster = await Controls.ClusterAsync(services, database);
            var nodes = await cluster.ReadAsync();
            return nodes.Select(node => (double?)node.LagMs).Max();
        }));
        return lags.Max();
    }

    private static Func<IServiceProvider, CancellationToken, ValueTask<double?>> Of(
        Func<ServiceControl, Task<long>> ask) => async (services, _) =>
    {
        using var control = await Controls.ServicesAsync(services);
        try
        {
            return await ask(control);
        }
        catch (HttpRequestException)
        {
            // One of them is away, perhaps on purpose: then nobody knows.
            return null;
        }
    };

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
