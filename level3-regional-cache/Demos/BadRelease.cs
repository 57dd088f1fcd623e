namespace Shop;

internal static class BadRelease
{
    private const int Percent = 10;

    public static readonly Demo Demo = new(
        "bad-release",
        "A bad release is noticed and undone by itself; only its share of customers meets it.")
    {
        RestsOn = "canary-rollback",
        Workload = new() { Rate = 60 },
        Say = new(
            "Release v3 passed all tests. It answers a third of its requests with an error.",
            "Ten per cent of the customers try it. The balancer compares them with the others.",
            "Nobody was woken. Some customers saw an error, and the timeline says for how long."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var control = await Controls.ConnectAsync(stage.Shop.Services);
        try
        {
            await Releases.PrepareAsync(stage, control, "v3");
            Trial? trial = null;
            var canary = await stage.PhaseAsync("canary", seconds: 8, async () =>
            {
                await control.TryAsync("green", [Percent, 50], seconds: 4);
                trial = await Releases.FollowAsync(stage, control);
            });
            var after = await stage.PhaseAsync("after", 4);

            Judge(stage, trial!, canary);
            stage.Expect("failed afterwards", after.FailedPercent, "%", atMost: 0.5);
            stage.Expect("answers by v3 afterwards", Releases.Share(after, "v3"), "%", atMost: 0);
        }
        finally
        {
            await control.ShareAsync(blue: 1, green: 1);
        }
    }

    private static void Judge(Stage stage, Trial trial, Phase canary)
    {
        var undone = trial.Events.FirstOrDefault(one => one.Kind == "undo");
        stage.Expect("undone after", undone?.Seconds ?? double.NaN, "s", atMost: 8);
        stage.Expect("customers failed", canary.FailedPercent, "%", atMost: Percent + 1);
    }
}
