using Shop.Protocol;

namespace Shop;

internal static class Churn
{
    private static readonly string[] Leaving = ["peer-us-2", "peer-eu-2", "peer-ap-2"];

    public static readonly Demo Demo = new(
        "churn",
        "A third of the peers vanish: no order is lost, and after 10 s all agree on who is left.")
    {
        RestsOn = "probes",
        Say = new(
            "People close their laptops. Nobody says goodbye.",
            "kill -9 for one peer in three; then ten of thirty on a virtual clock.",
            "Each was missed by somebody within a second, and had its time to contradict."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        await stage.PhaseAsync("before", 4);
        var carried = await Task.WhenAll(Street.Peers.Select(street.AskAsync));
        var safe = carried
            .SelectMany(one => one?.Orders ?? [])
            .CountBy(order => order)
            .Where(one => one.Value >= 2)
            .Select(one => one.Key)
            .ToHashSet();
        foreach (var peer in Leaving)
        {
            await stage.Faults.KillAsync(peer);
        }

        string[] left = [Street.Merchant, .. Street.Peers.Except(Leaving)];
        var took = 0.0;
        var gone = await stage.PhaseAsync("a third gone", 10, async () =>
            took = await street.UntilAsync(() => street.AgreeAsync(left), limit: 20));
        stage.Expect("survivors agree after", took, "s", atMost: 10);
        var kept = await street.OrdersAsync(left);
        stage.Expect("orders lost that two had", safe.Except(kept).Count(), "orders", atMost: 0);
        stage.Expect("failed meanwhile", gone.Window.All.Failed, "requests", atMost: 0);

        await Task.WhenAll(Leaving.Select(stage.Faults.StartAsync));
        string[] all = [Street.Merchant, .. Street.Peers];
        var back = await street.UntilAsync(() => street.AgreeAsync(all), limit: 20);
        stage.Expect("all agree that they are back after", back, "s", atMost: 10);
        stage.Expect("ten of thirty gone, agreed after", await SimulateAsync(stage), "s", atMost: 10);
    }

    private static async Task<double> SimulateAsync(Stage stage)
    {
        var settings = new Settings { Without = stage.World.Without };
        var simulation = new Simulation(peers: 30, seed: 1, settings);
        await simulation.RoundsUntilAsync(() => simulation.MembersAgree, limit: 40);
        foreach (var node in simulation.Nodes.Skip(1).Take(10))
        {
            simulation.Kill(node);
        }

        for (var joining = 0; joining < 5; joining++)
        {
            simulation.Join();
        }

        var rounds = await simulation.RoundsUntilAsync(() => simulation.MembersAgree, limit: 40);
        return (rounds * settings.Period).TotalSeconds;
    }
}
