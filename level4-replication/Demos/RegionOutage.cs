namespace Shop;

internal static class RegionOutage
{
    // Until the next check of the site, then until answers that name it have expired.
    private const double Check = 1;
    private const double Ttl = 2;

    private static readonly Region Lost = Region.EuWest;

    public static readonly Demo Demo = new(
        "region-outage",
        "When a region is lost, its customers are served by the next closest one after a check and "
        + "a TTL, and come home when it is back.")
    {
        RestsOn = "dns-health",
        Say = new(
            "All of Ireland goes: edge, balancer, backends, cache, and every way to them.",
            "The name server's next check fails. Customers hear of it when their answer expires.",
            "Seconds of errors in one region, then an ocean's distance. Nobody was woken."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 2);
        var lost = await stage.PhaseAsync("lost", 5, () => stage.Faults.LoseRegionAsync(Lost));
        var away = await stage.PhaseAsync("away", 3);
        await stage.Faults.RestoreAsync();
        var home = await Sites.LedHomeAsync(stage);
        var after = await stage.PhaseAsync("after", 2);

        stage.Expect("Ireland gets nothing for", LastFailure(lost), "s", atMost: Check + Ttl + 1);
        stage.Expect("failed after that", away.FailedPercent, "%", atMost: 0.5);
        var moved = Sites.Share(away.Window, Lost, Region.UsEast);
        stage.Expect("Ireland served by Virginia", moved, "%", atLeast: 99);
        stage.Measure("read p50 from Ireland meanwhile, ms", away.Reads(Lost).P50Ms);
        foreach (var region in stage.Regions.Where(region => region != Lost))
        {
            var failed = 100 * lost.Window.Of(region.Name).FailedShare;
            stage.Expect($"failed in {region}", failed, "%", atMost: 0.5);
        }

        // Two good checks, a TTL, and a connection that is as old as an answer may be.
        stage.Expect("home after", home, "s", atMost: (2 * Check) + (2 * Ttl) + 1);
        stage.Expect("failed at home", after.FailedPercent, "%", atMost: 0.5);
    }

    private static double LastFailure(Phase phase) => phase.Window.Operations
        .Where(one => one.Region == Lost.Name && one.Missed)
        .Select(one => (one.Intended - phase.Window.From).TotalSeconds)
        .DefaultIfEmpty(double.NaN)
        .Max();
}
