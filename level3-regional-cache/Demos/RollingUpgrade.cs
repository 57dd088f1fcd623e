using Shop.Shoppers;

namespace Shop;

internal static class RollingUpgrade
{
    public static readonly Demo Demo = new(
        "rolling-upgrade",
        "A release fails no request: while one of the two restarts, the other one serves.")
    {
        RestsOn = "rolling",
        Workload = new() { Rate = 60 },
        Say = new(
            "Release v2 again. With one backend it was downtime. Now there are two of everything.",
            "Green says that it is leaving, finishes, and comes back as v2. Then blue.",
            "Not one customer noticed. Releases are no longer an event."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var control = await Controls.ConnectAsync(stage.Shop.Services);
        var before = await stage.PhaseAsync("before", 2);
        var release = await stage.PhaseAsync(
            "release",
            seconds: 8,
            () => ReleaseAsync(stage, control));
        var after = await stage.PhaseAsync("after", 2);

        var all = new[] { before, release, after }.Select(phase => phase.All).ToList();
        stage.Expect("requests", all.Sum(summary => summary.Count), "requests", atLeast: 2_000);
        stage.Expect("of them failed", all.Sum(summary => summary.Failed), "requests", atMost: 0);
        stage.Expect("answers by v2 afterwards", Releases.Share(after, "v2"), "%", atLeast: 100);
    }

    // Without rolling: both at once, which is faster and the same downtime as ever.
    private static async Task ReleaseAsync(Stage stage, Control control)
    {
        var green = DeployAsync(stage, control, "green");
        if (stage.World.Without != "rolling")
            await green;
        await Task.WhenAll(green, DeployAsync(stage, control, "blue"));
    }

    private static async Task DeployAsync(Stage stage, Control control, string slot)
    {
        await Task.WhenAll(
            stage.Faults.DeployAsync($"backend-{slot}", "v2"),
            stage.Faults.DeployAsync($"assets-{slot}", "v2"));
        await Releases.SmokeAsync(stage, $"backend-{slot}");
        await Releases.ServesAsync(stage, control, "backend", slot);
        await Releases.ServesAsync(stage, control, "assets", slot);
    }
}
