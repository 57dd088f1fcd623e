namespace Shop;

internal static class RendezvousDown
{
    public static readonly Demo Demo = new(
        "rendezvous-down",
        "Without a rendezvous old peers go on, even through a restart, and new ones stay outside.")
    {
        RestsOn = "faults",
        Say = new(
            "No servers? How does a new computer find its first neighbour, then?",
            "We kill both rendezvous, start a computer that was never here, and restart an old one.",
            "Somebody has to be asked first. That much centre remains, in every such network."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        await stage.Faults.KillAsync("rendezvous-us");
        await stage.Faults.KillAsync("rendezvous-eu");
        await stage.Faults.KillAsync("peer-us-3");
        await stage.Faults.StartAsync("peer-us-3");
        await street.SwitchOnAsync(Street.Newcomer);
        try
        {
            await WatchAsync(stage, street);
        }
        finally
        {
            await street.SwitchOffAsync(Street.Newcomer);
        }
    }

    private static async Task WatchAsync(Stage stage, Street street)
    {
        var down = await stage.PhaseAsync("rendezvous down", 8);
        var found = (await street.AskAsync(Street.Newcomer))?.Alive.Length ?? -1;
        stage.Expect("peers that the newcomer found", found, "peers", atLeast: 0, atMost: 0);
        var old = (await street.AskAsync("peer-us-3"))?.Alive.Length ?? 0;
        stage.Expect("peers that the restarted one found", old, "peers", atLeast: 9);
        stage.Expect("failed meanwhile", down.Window.All.Failed, "requests", atMost: 0);

        await stage.Faults.StartAsync("rendezvous-us");
        var waited = await street.UntilAsync(
            async () => (await street.AskAsync(Street.Newcomer))?.Alive.Length >= 9,
            limit: 15);
        stage.Expect("one rendezvous back: the newcomer is in after", waited, "s", atMost: 10);
    }
}
