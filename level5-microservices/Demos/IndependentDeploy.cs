using Shop.Shoppers;

namespace Shop;

internal static class IndependentDeploy
{
    public static readonly Demo Demo = new(
        "independent-deploy",
        "The catalog gets a new release in all regions while people shop: nobody notices, and no other "
        + "service is touched.")
    {
        RestsOn = "next-nearest",
        Workload = new() { Rate = 15 },
        Say = new(
            "A new column on the product page. It used to mean a release of everything.",
            "Region by region the catalog restarts; the next nearest one serves its customers meanwhile.",
            "v2 of the catalog, v1 of all the others. Whoever runs Orders needn't even know."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 3);
        var rollout = new Rollout(
            stage.Shop.Services, stage.Faults, step => stage.Note("deploy", step), stage.Cancellation);
        Region? refused = null;
        var during = await stage.PhaseAsync("release", 3, async () =>
            refused = await rollout.RunAsync("catalog", "v2", Region.All));
        var after = await stage.PhaseAsync("after", 4);

        stage.Expect("operations meanwhile", during.All.Count, "", atLeast: 100);
        stage.Expect("of them failed", during.All.Failed, "", atMost: 0);
        stage.Expect("regions that refused it", refused is null ? 0 : 1, "", atMost: 0);
        stage.Expect("answers of catalog v2 afterwards", Share(after, Kind.Product, "v2"), "%", atLeast: 99);
        stage.Expect("answers of orders v1 afterwards", Share(after, Kind.Checkout, "v1"), "%", atLeast: 99);
        foreach (var region in Region.All)
            await stage.Faults.DeployAsync(
                Controls.Service(stage.Shop.Services, "catalog", region).Name, "v1");
    }

    private static double Share(Phase phase, Kind kind, string release)
    {
        var all = phase.Window.Operations
            .Where(one => one.Kind == kind && one.Outcome == Outcome.Ok && one.ServedBy is not null)
            .ToList();
        return 100.0 * all.Count(one => one.IsServedBy(release)) / all.Count;
    }
}
