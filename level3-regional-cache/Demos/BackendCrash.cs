using Shop.Shoppers;

namespace Shop;

internal static class BackendCrash
{
    public static readonly Demo Demo = new(
        "backend-crash",
        "A backend that dies, or hangs, costs next to no request and no purchase twice.")
    {
        RestsOn = "failover",
        Workload = new() { Rate = 65 },
        Say = new(
            "One of two backends is killed in the middle of its work. Then the other one freezes.",
            "Whoever was being served by it is sent on to the other; nobody new is sent there.",
            "Half the machines were gone, twice. A purchase that was sent twice was made once."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 2);
        var crash = await stage.PhaseAsync(
            "killed", seconds: 8, () => stage.Faults.KillAsync("backend-green"));
        await stage.Faults.StartAsync("backend-green");
        await stage.PhaseAsync("restarted", 2);
        var hang = await stage.PhaseAsync(
            "hung", seconds: 8, () => stage.Faults.PauseAsync("backend-blue"));
        await stage.Faults.ResumeAsync("backend-blue");
        await stage.PhaseAsync("after", 2);

        stage.Expect("failed when one was killed", crash.FailedPercent, "%", atMost: 0.1);
        stage.Expect("failed when one hung", hang.FailedPercent, "%", atMost: 0.5);
        var checkouts = Checkouts(crash) + Checkouts(hang);
        stage.Expect("checkouts failed", checkouts, "checkouts", atMost: 0);
    }

    private static int Checkouts(Phase phase) =>
        phase.Window.Operations.Count(one => one is { Kind: Kind.Checkout, Missed: true });
}
