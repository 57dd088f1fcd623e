using GeoDns.Zones;

namespace GeoDns.Health;

/// <summary>
/// Every view probes every site at its own pace: whether a site can be reached depends on where
/// one is.
/// </summary>
internal sealed class HealthChecks(Settings settings, Views views, TimeProvider clock)
    : BackgroundService
{
    // Sites may start at the same time as this server does: nobody waits a whole check for one.
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(250);

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
        var pace = TimeSpan.FromSeconds(settings.Zone.CheckSeconds);
        using var beat = new PeriodicTimer(pace < WhileStarting ? pace : WhileStarting, clock);
        do
        {
            await probe.RunAsync(stopping);
            if (probe.HasSucceeded && beat.Period != pace)
                beat.Period = pace;
        }
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
