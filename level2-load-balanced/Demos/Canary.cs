namespace Shop;

internal static class Canary
{
    public static readonly Demo Demo = new(
        "canary",
        "A new release gets the share of the customers that it is given, and no more.")
    {
        RestsOn = "shares",
        Workload = new() { Rate = 60 },
        Say = new(
            "Is v2 any good? Let's ask one customer in ten.",
            "Green runs v2. The balancer draws lots for ten per cent. Then both are equals.",
            "A mistake in v2 would have hit a tenth. The share is one number in the balancer."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var control = await Controls.ConnectAsync(stage.Shop.Services);
        try
        {
            await Releases.PrepareAsync(stage, control, "v2");
            var none = await stage.PhaseAsync("0 %", 2);
            await control.ShareAsync(blue: 90, green: 10);
            var tenth = await stage.PhaseAsync("10 %", 8);
            await control.ShareAsync(blue: 50, green: 50);
            var half = await stage.PhaseAsync("50 %", 4);

            stage.Expect("answers by v2 at 0 %", Releases.Share(none, "v2"), "%", atMost: 0);
            stage.Expect("answers by v2 at 10 %", Releases.Share(tenth, "v2"), "%", 6, 14);
            stage.Expect("answers by v2 at 50 %", Releases.Share(half, "v2"), "%", 40, 60);
            var failed = Math.Max(tenth.FailedPercent, half.FailedPercent);
            stage.Expect("failed", failed, "%", atMost: 0.5);
        }
        finally
        {
            await control.ShareAsync(blue: 1, green: 1);
        }
    }
}
