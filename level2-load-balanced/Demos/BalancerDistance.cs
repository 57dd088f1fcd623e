using Microsoft.Extensions.DependencyInjection;
using Shop.Shoppers;

namespace Shop;

internal static class BalancerDistance
{
    public static readonly Demo Demo = new(
        "balancer-distance",
        "Beside its backends a balancer costs next to nothing and dies with their site; at a "
        + "third site it costs an ocean and survives.")
    {
        RestsOn = "faults",
        // Sign-ins may not be sent twice, so one that is under way when its site dies is lost.
        Workload = new() { Rate = 20, Mix = new() { SignIn = 0 } },
        Say = new(
            "Site A has the balancer, blue backend and blue assets; site B green and the database.",
            "A second balancer stands in Ireland. Site A burns.",
            "The one next door was cheap and burned too. The far one lived, for two more oceans."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var model = stage.Shop.Services.GetRequiredService<DistributedApplicationModel>();
        await stage.Faults.StartAsync("balancer-eu");
        await using var elsewhere = await stage.EnterAsync(
            model.Resources.Single(one => one.Name == "balancer-eu"));
        await using var direct = await stage.EnterAsync(
            model.Resources.Single(one => one.Name == "backend-green"),
            elsewhere.Workload with { Mix = elsewhere.Workload.Mix with { Asset = 0 } });

        var far = stage.PhaseAsync("third site", 6, fleet: elsewhere);
        var bare = stage.PhaseAsync("without one", 6, fleet: direct);
        var near = await stage.PhaseAsync("same site", 6);
        ExpectCosts(stage, await bare, near, await far);

        await Task.WhenAll(
            new[] { "balancer", "backend-blue", "assets-blue" }.Select(stage.Faults.KillAsync));
        var survivor = stage.PhaseAsync("third site, A dead", 4, fleet: elsewhere);
        var dead = await stage.PhaseAsync("same site, A dead", 4);
        stage.Expect("failed, balancer at the same site", dead.FailedPercent, "%", atLeast: 100);
        stage.Expect("failed, at a third site", (await survivor).FailedPercent, "%", atMost: 0);
    }

    private static void ExpectCosts(Stage stage, Phase bare, Phase near, Phase far)
    {
        var none = bare.Reads(Region.UsEast).P50Ms;
        var same = near.Reads(Region.UsEast).P50Ms;
        var third = far.Reads(Region.UsEast).P50Ms;
        var detour = 2 * stage.World.Latency.Rtt(Region.UsEast, Region.EuWest).TotalMilliseconds;
        stage.Expect("cost of the hop, same site", same - none, "ms", atMost: 1);
        stage.Expect("cost of the hop, third site", third - none, "ms", 0.9 * detour, detour * 1.1);
    }
}
