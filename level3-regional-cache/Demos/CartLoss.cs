namespace Shop;

/// <summary>
/// Customers in Singapore fill their carts, write-behind, while the Redis there dies. Counts what
/// was acknowledged to them and is not in the database afterwards.
/// </summary>
internal static class CartLoss
{
    private const int Customers = 4;

    private static readonly TimeSpan Shopping = TimeSpan.FromMilliseconds(500);

    // The longest way to the database, twice, for what had left Redis before it died.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMilliseconds(500);

    // Some deaths cost nothing. That one of a few does is what a customer has to know.
    private const int Deaths = 3;

    public static async Task SufferAsync(Stage stage)
    {
        var (acknowledged, lost) = (0, 0);
        for (var death = 0; death < Deaths && lost == 0; death++)
        {
            var carts = await Task.WhenAll(Enumerable.Range(0, Customers)
                .Select(_ => OwnCart.OpenAsync(stage, Region.ApSoutheast)));
            try
            {
                await FillWhileItDiesAsync(stage, carts);
                acknowledged += carts.Sum(cart => cart.Acknowledged);
                lost += (await Task.WhenAll(carts.Select(cart => cart.CountLostAsync(Region.UsEast)))).Sum();
            }
            finally
            {
                foreach (var cart in carts)
                    cart.Dispose();
            }
        }

        stage.Measure("write-behind: changes acknowledged", acknowledged);
        stage.Expect("write-behind, lost with Redis", lost, "changes", atLeast: 1);
    }

    private static async Task FillWhileItDiesAsync(Stage stage, IReadOnlyList<OwnCart> carts)
    {
        using var end = new CancellationTokenSource();
        // They never pause, so that there is nearly always a change that only Redis knows.
        var filling = carts.Select(cart => cart.FillAsync(end.Token)).ToList();
        try
        {
            await Task.Delay(Shopping, stage.Cancellation);
            await stage.Faults.KillAsync("cache-ap");
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(filling);
        }

        await stage.Faults.StartAsync("cache-ap");
        await Task.Delay(UnderWay, stage.Cancellation);
    }
}
