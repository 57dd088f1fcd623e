using System.Diagnostics;
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
        Workload = new() { Rate = 50 },
        Say = new(
            "Site A has the balancer, blue backend and blue assets; site B green and the database.",
            "A second balancer stands in Ireland. Site A burns.",
            "The one next door was cheap and burned too. The far one lived, for two more oceans."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.Faults.StartAsync("balancer-eu");
        await using var elsewhere = await stage.EnterAsync(
            stage.Resource("balancer-eu"),
            stage.Fleet.Workload with { Rate = 5 });

        double hop = 0;
        var far = stage.PhaseAsync("third site", 6, fleet: elsewhere);
        var near = await stage.PhaseAsync("same site", 6, async () => hop = await HopAsync(stage));
        ExpectCosts(stage, hop, near, await far);

        await Task.WhenAll(
            new[] { "balancer", "backend-blue", "assets-blue" }.Select(stage.Faults.KillAsync));
        var survivor = stage.PhaseAsync("third, A dead", 4, fleet: elsewhere);
        var dead = await stage.PhaseAsync("same, A dead", 4);
        stage.Expect("failed, balancer at the same site", dead.FailedPercent, "%", atLeast: 100);
        stage.Expect("failed, at a third site", (await survivor).FailedPercent, "%", atMost: 0);
    }

    private static void ExpectCosts(Stage stage, double hop, Phase near, Phase far)
    {
        stage.Expect("same site, p50", hop, "ms", atMost: 1);
        var there = far.Assets(Region.UsEast).P50Ms - near.Assets(Region.UsEast).P50Ms;
        var detour = 2 * stage.World.Latency.Rtt(Region.UsEast, Region.EuWest).TotalMilliseconds;
        stage.Expect("third site, p50", there, "ms", (detour * 0.95) - 3, (detour * 1.05) + 10);
    }

    // The same question, past the balancer and through it, in turns. Other work on this machine can
    // only make an answer later, so for each way the p50 of its best second counts.
    private static async Task<double> HopAsync(Stage stage)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var (past, through) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 400; turn++)
        {
            past.Add(await TimeAsync(http, Question(stage, "backend-green")));
            through.Add(await TimeAsync(http, Question(stage, "balancer")));
        }

        return BestP50(through) - BestP50(past);
    }

    private static double BestP50(List<double> times) =>
        times.Chunk(50).Min(chunk => chunk.Order().ElementAt(25));

    private static Uri Question(Stage stage, string resource) =>
        new($"http://127.0.0.1:{stage.Resource(resource).Place()!.Port}/api/products/1");

    private static async Task<double> TimeAsync(HttpClient http, Uri question)
    {
        var started = Stopwatch.GetTimestamp();
        await http.GetByteArrayAsync(question);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
