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
            "kill -9 for one peer in three; then ten of thirty that live in this process.",
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
        await ThirtyAsync(stage, street);
    }

    // Ten of thirty vanish in one moment, while people buy, and five new ones come.
    private static async Task ThirtyAsync(Stage stage, Street street)
    {
        using var silence = new Silence(stage.Fleet);
        await using var village = new Village(stage.World);
        await village.ArriveAsync(30);
        await street.UntilAsync(() => Task.FromResult(village.Agrees), limit: 20);
        var bought = await BuyAsync(village, 60, stage.Cancellation);
        stage.Note("inject", "ten of thirty vanish, five arrive");
        await village.VanishAsync(10);
        await village.ArriveAsync(5);

        var agreed = await street.UntilAsync(() => Task.FromResult(village.Agrees), limit: 20);
        stage.Expect("ten of thirty gone, five new: agreed after", agreed, "s", atMost: 10);
        await street.UntilAsync(() => Task.FromResult(bought.All(IsEverywhere)), limit: 10);
        var lost = bought.Count(order => !IsEverywhere(order));
        stage.Expect("orders of the thirty", bought.Count, "orders", atLeast: 50);
        stage.Expect("of these lost", lost, "orders", atMost: 0);

        bool IsEverywhere(string order) => village.Copies(order) == village.All.Count;
    }

    private static async Task<List<string>> BuyAsync(Village village, int orders, CancellationToken stop)
    {
        List<string> bought = [];
        for (var order = 0; order < orders; order++)
        {
            if (await village.BuyAsync() is { } key)
            {
                bought.Add(key);
            }

            await Task.Delay(50, stop);
        }

        return bought;
    }
}
