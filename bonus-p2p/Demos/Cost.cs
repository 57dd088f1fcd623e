namespace Shop;

internal static class Cost
{
    // Pictures of 1,000 products and 100 pages of ten.
    private const int Everything = 1_100;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    private const double SecondsPerMonth = 30.4 * 24 * 3600;

    public static readonly Demo Demo = new(
        "cost",
        "No server to pay, but each customer's line carries some KB a second, day and night.")
    {
        RestsOn = "merkle",
        Say = new(
            "A shop without servers is free. Is it?",
            "We count what each customer's computer sends for the shop, busy and at rest.",
            "The bill didn't go away. It is paid by the customers, in bytes and in battery."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        // First each gets its own copy of the pictures, once.
        var copying = await street.UntilAsync(
            async () => (await Task.WhenAll(Street.Peers.Select(street.AskAsync)))
                .All(one => one?.Blobs >= Everything),
            limit: 90);
        stage.Measure("seconds until all had all pictures", copying);
        var before = await SentAsync(street);
        var shopping = await stage.PhaseAsync("shopping", 8);
        var busy = (await SentAsync(street) - before) / Street.Peers.Count / shopping.Seconds;
        var quiet = await RestAsync(stage, street);

        stage.Expect("sent by each peer at rest", quiet / 1_000, "KB/s", atMost: 20);
        stage.Measure("sent by each peer while people shop, KB/s", busy / 1_000);
        stage.Measure("gigabytes a month for each customer", quiet * SecondsPerMonth / 1e9);
        stage.Measure("servers that the shop can't open without", 0);
        stage.Measure("servers that a newcomer can't do without", 1);
        var reads = shopping.Window.Of(@class: Shoppers.Class.Read);
        stage.Expect("read p50, no way to go", reads.P50Ms, "ms", atMost: 10);
    }

    private static async Task<double> RestAsync(Stage stage, Street street)
    {
        using var silence = new Silence(stage.Fleet);
        await Task.Delay(Rest, stage.Cancellation);
        var before = await SentAsync(street);
        await Task.Delay(Rest, stage.Cancellation);
        return (await SentAsync(street) - before) / Street.Peers.Count / Rest.TotalSeconds;
    }

    private static async Task<double> SentAsync(Street street)
    {
        var all = await Task.WhenAll(Street.Peers.Select(street.AskAsync));
        return all.Sum(one => one?.BytesSent ?? 0);
    }
}
