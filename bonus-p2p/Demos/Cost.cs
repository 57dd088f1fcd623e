namespace Shop;

internal static class Cost
{
    private const double SecondsPerMonth = 30.4 * 24 * 3600;

    public static readonly Demo Demo = new(
        "cost",
        "No server to pay, but each customer's line carries some 30 KB a second, day and night.")
    {
        RestsOn = "merkle",
        Say = new(
            "A shop without servers is free. Is it?",
            "We count what each customer's computer sends for the shop, while people shop.",
            "The bill didn't go away. It is paid by the customers, in bytes and in battery."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        await stage.PhaseAsync("steady", 5);
        var before = await SentAsync(street);
        var shopping = await stage.PhaseAsync("shopping", 10);
        var perSecond = (await SentAsync(street) - before) / Street.Peers.Count / shopping.Seconds;

        stage.Expect("sent by each peer", perSecond / 1_000, "KB/s", atMost: 60);
        stage.Measure("gigabytes a month for each customer", perSecond * SecondsPerMonth / 1e9);
        stage.Measure("servers that the shop can't open without", 0);
        stage.Measure("servers that a newcomer can't do without", 1);
        var reads = shopping.Window.Of(@class: Shoppers.Class.Read);
        stage.Expect("read p50, no way to go", reads.P50Ms, "ms", atMost: 10);
    }

    private static async Task<double> SentAsync(Street street)
    {
        var all = await Task.WhenAll(Street.Peers.Select(street.AskAsync));
        return all.Sum(one => one?.BytesSent ?? 0);
    }
}
