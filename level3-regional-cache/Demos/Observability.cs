using System.Diagnostics;

namespace Shop;

internal static class Observability
{
    // Prometheus asks everybody once a second, and judges as often: two of that, whatever happens.
    private const double TwoScrapes = 2;

    // What Redis does, Prometheus hears from the backends, which look once in a while themselves.
    private const double HeardFromOthers = TwoScrapes + 0.5;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    public static readonly Demo Demo = new(
        "observability",
        "Prometheus tells within two scrapes of what no customer has noticed, and calls it off "
        + "when it is mended.")
    {
        RestsOn = "alerts",
        Say = new(
            "A backend dies in Ireland, a cache in Singapore. Who tells you? Not the customers.",
            "Watch the alerts: each has a name, a region, and a sentence for whoever is woken.",
            "Nobody failed, and we knew. Redundancy without an alert is only a slower outage."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var monitoring = Monitoring.Connect(stage.Shop.Services);
        await WaitAsync(stage, monitoring, "InstanceDown", isFiring: false);
        var phase = await stage.PhaseAsync("two faults", 2, async () =>
        {
            await AlertAsync(stage, monitoring, "InstanceDown", "backend-blue-eu", TwoScrapes);
            await AlertAsync(stage, monitoring, "CacheDown", "cache-ap", HeardFromOthers);
        });
        stage.Expect("customers failed", phase.FailedPercent, "%", atMost: 0.5);
    }

    private static async Task AlertAsync(
        Stage stage,
        Monitoring monitoring,
        string alert,
        string victim,
        double most)
    {
        await stage.Faults.KillAsync(victim);
        var fired = await WaitAsync(stage, monitoring, alert, isFiring: true);
        stage.Expect($"{alert} fires after", fired, "s", atMost: most);
        await stage.Faults.StartAsync(victim);
        var resolved = await WaitAsync(stage, monitoring, alert, isFiring: false);
        stage.Expect($"{alert} resolves after", resolved, "s", atMost: most);
    }

    /// <returns>Seconds until then; NaN if it takes more than 8 s.</returns>
    private static async Task<double> WaitAsync(
        Stage stage,
        Monitoring monitoring,
        string name,
        bool isFiring)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Limit;)
        {
            var alerts = await monitoring.AlertsAsync(stage.Cancellation);
            var found = alerts.FirstOrDefault(one => one.Name == name && one.State == "firing");
            if (found is not null == isFiring)
            {
                var region = found is null ? "" : $" in {found.Labels["region"]}";
                stage.Note("alert", isFiring ? $"{name}{region} fires" : $"no {name}");
                return clock.Elapsed.TotalSeconds;
            }

            await Task.Delay(Glance, stage.Cancellation);
        }

        return double.NaN;
    }
}
