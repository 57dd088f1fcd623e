namespace Shop;

internal static class BalancerCrash
{
    public static readonly Demo Demo = new(
        "balancer-crash",
        "The balancer is the new fatal point: when it dies, healthy backends serve nobody.")
    {
        RestsOn = "faults",
        Say = new(
            "Two of everything. Of everything?",
            "kill -9 to the balancer. All that it protected is still running.",
            "The fatal point has moved. It is still there, only smaller and changed less often."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 3);
        await stage.Faults.KillAsync("balancer");
        var down = await stage.PhaseAsync("down", 4);
        await stage.Faults.StartAsync("balancer");
        var after = await stage.PhaseAsync("after", 3);

        foreach (var region in stage.Regions)
        {
            var failed = 100 * down.Window.Of(region.Name).FailedShare;
            stage.Expect($"failed in {region}", failed, "%", atLeast: 100);
        }

        stage.Expect("failed after the restart", after.FailedPercent, "%", atMost: 0.5);
    }
}
