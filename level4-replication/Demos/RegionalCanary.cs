using Shop.Shoppers;

namespace Shop;

internal static class RegionalCanary
{
    private const string Release = "v3";

    public static readonly Demo Demo = new(
        "regional-canary",
        "A release goes from region to region and stops at the first that finds it bad; the others "
        + "never see it.")
    {
        RestsOn = "canary-rollback",

        // Mostly what an edge must ask for each time: what it answers itself judges no release.
        Workload = new()
        {
            Rate = 50,
            Mix = new Mix { Browse = 5, Search = 3, Product = 76, Asset = 5 },
        },
        Say = new(
            "Release v3 again, and three regions. Which one shall be the first to try it?",
            "Ireland, one customer in ten. Singapore and Virginia wait for Ireland's verdict.",
            "A tenth of a third of the customers met it. Two regions have never heard of v3."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        IReadOnlyList<Region> order = [Region.EuWest, Region.ApSoutheast, Region.UsEast];
        var rollout = new Rollout(
            stage.Shop.Services, stage.Faults, stage.Note, stage.Cancellation);
        Region? refused = null;
        var release = await stage.PhaseAsync(
            "release", 5, async () => refused = await rollout.RunAsync(Release, order));
        var after = await stage.PhaseAsync("after", 3);

        stage.Expect($"{order[0]} refused it", refused == order[0] ? 1 : 0, "", atLeast: 1);
        foreach (var region in order)
        {
            var answers = Answers(release, region);
            if (region == order[0])
                stage.Expect($"{Release} in {region}", answers, "answers", atLeast: 3);
            else
                stage.Expect($"{Release} in {region}", answers, "answers", atMost: 0);
        }

        // As many as its share of the customers, if each of them met one of its mistakes.
        stage.Expect("customers failed", release.FailedPercent, "%", atMost: 11);
        stage.Expect("failed afterwards", after.FailedPercent, "%", atMost: 0.5);
        var left = order.Sum(region => Answers(after, region));
        stage.Expect($"{Release} afterwards", left, "answers", atMost: 0);
    }

    private static int Answers(Phase phase, Region from) => phase.Window.Operations
        .Count(one => one.Region == from.Name && one.IsServedBy(Release));
}
