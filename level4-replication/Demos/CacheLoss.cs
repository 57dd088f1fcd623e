using Shop.Shoppers;

namespace Shop;

internal static class CacheLoss
{
    private const int Products = 20;

    public static readonly Demo Demo = new(
        "cache-loss",
        "A region whose cache dies or hangs gets slower, and fails nobody.")
    {
        RestsOn = "fallback",
        Workload = new() { Rate = 30, Products = Products, Mix = new() { Checkout = 1 } },
        Say = new(
            "A cache makes a shop fast. It must never be what keeps it alive.",
            "Kill Redis in Ireland; later freeze it, which is worse: it takes connections and is silent.",
            "Products cost the ocean again, for as long as it is gone. Not one read failed."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var caches = await Controls.CachesAsync(stage.Shop.Services);
        using var visits = new Visits();
        await visits.WarmAsync(stage, Products);
        var before = await stage.PhaseAsync("before", 3);
        await stage.Faults.KillAsync("cache-eu");
        var dead = await stage.PhaseAsync("killed", 4);
        await stage.Faults.StartAsync("cache-eu");
        await ReturnAsync(stage, caches, visits);
        var back = await stage.PhaseAsync("back", 3);
        await stage.Faults.PauseAsync("cache-eu");
        var hung = await stage.PhaseAsync("hung", 4);
        await stage.Faults.ResumeAsync("cache-eu");
        await ReturnAsync(stage, caches, visits);
        var again = await stage.PhaseAsync("back again", 3);

        var all = new[] { before, dead, back, hung, again };
        var reads = all.Select(phase => phase.Window.Of(@class: Class.Read)).ToList();
        stage.Expect("reads", reads.Sum(one => one.Count), "reads", atLeast: 500);
        stage.Expect("of them failed", reads.Sum(one => one.Failed), "reads", atMost: 0);
        ExpectSlower(stage, all);
    }

    // Backends find out by a probe, five times a second; what they find is empty.
    private static async Task ReturnAsync(Stage stage, CacheControl caches, Visits visits)
    {
        while ((await caches.ReadAsync()).Values.Any(one => one.Redis != "up"))
            await Task.Delay(50, stage.Cancellation);
        await visits.WarmAsync(stage, Products);
    }

    private static void ExpectSlower(Stage stage, IReadOnlyList<Phase> phases)
    {
        var ocean = stage.World.Latency.Rtt(Region.EuWest, Region.UsEast).TotalMilliseconds;
        var times = phases.Select(phase => Summary.Of(phase.Window.Operations.Where(one =>
            one.Kind == Kind.Product && one.Region == Region.EuWest.Name)).P50Ms).ToList();
        foreach (var (phase, time) in phases.Zip(times))
        {
            // Half an ocean is nobody's: an answer comes from here or from over there.
            var isAway = phase.Name is "killed" or "hung";
            stage.Expect(
                $"product p50 in Ireland, {phase.Name}",
                time,
                "ms",
                atLeast: isAway ? ocean : null,
                atMost: isAway ? null : ocean / 2);
        }
    }
}
