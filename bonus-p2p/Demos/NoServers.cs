namespace Shop;

internal static class NoServers
{
    public static readonly Demo Demo = new(
        "no-servers",
        "With every server dead, customers browse and buy for a minute, and none of them notices.")
    {
        RestsOn = "copies",
        Say = new(
            "Which server do we have to kill to close this shop?",
            "All of them: both rendezvous, and the merchant itself. Now buy something.",
            "The orders waited at the customers' own computers, sealed, until the merchant was back."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        await stage.PhaseAsync("before", 4);
        foreach (var server in Street.Servers)
        {
            await stage.Faults.KillAsync(server);
        }

        var before = await street.OrdersAsync(Street.Peers);
        var alone = await stage.PhaseAsync("no servers", 60);
        stage.Expect("servers running", await street.RunningAsync(Street.Servers), "servers", atMost: 0);
        stage.Expect("failed meanwhile", alone.Window.All.Failed, "requests", atMost: 0);
        var carried = await street.OrdersAsync(Street.Peers);
        stage.Expect("bought meanwhile", carried.Except(before).Count(), "orders", atLeast: 1);

        foreach (var server in Street.Servers)
        {
            await stage.Faults.StartAsync(server);
        }

        var waited = await street.UntilAsync(
            async () => carried.IsSubsetOf(await street.OrdersAsync([Street.Merchant])),
            limit: 15);
        var arrived = await street.OrdersAsync([Street.Merchant]);
        stage.Expect("orders that never arrived", carried.Except(arrived).Count(), "orders", atMost: 0);
        stage.Measure("seconds until the merchant had them all", waited);
        await stage.PhaseAsync("after", 4);
    }
}
