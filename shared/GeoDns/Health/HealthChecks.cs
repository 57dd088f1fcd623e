using GeoDns.Zones;

namespace GeoDns.Health;

/// <summary>
/// Every view probes every site at its own pace: whether a site can be reached depends on where
/// one is.
/// </summary>
internal sealed class HealthChecks(Settings settings, Views views, TimeProvider clock)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        settings.HealthChecks
            ? Task.WhenAll(Probes().Select(probe => RunAsync(probe, stoppingToken)))
            : Task.CompletedTask;

    private IEnumerable<Probe> Probes() =>
        from pair in settings.Zone.Views.Zip(views.All)
        from site in pair.Second.Sites
        let url = pair.First.Probes.GetValueOrDefault(site.Region)
        where url is not null
        select new Probe(new Uri(url), site.Vitals);

    private async Task RunAsync(Probe probe, CancellationToken stopping)
    {
        using var owned = probe;
        using var beat = new PeriodicTimer(
            TimeSpan.FromSeconds(settings.Zone.CheckSeconds), clock);
        do
            await probe.RunAsync(stopping);
        while (await beat.WaitForNextTickAsync(stopping));
    }
}

internal static class HealthSetup
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Views>();
        services.AddSingleton<Decider>();
        services.AddHostedService<HealthChecks>();
    }
}
