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

    public static async Task SufferAsync(Stage stage)
    {
        var carts = await Task.WhenAll(
            Enumerable.Range(0, Customers).Select(_ => OwnCart.OpenAsync(stage, Region.ApSoutheast)));
        using var end = new CancellationTokenSource();
        // They never pause, so that there is always a change that only Redis knows.
        var filling = carts.Select(cart => cart.FillAsync(end.Token)).ToList();
        await Task.Delay(Shopping, stage.Cancellation);
        await stage.Faults.KillAsync("cache-ap");
        await end.CancelAsync();
        await Task.WhenAll(filling);
        await stage.Faults.StartAsync("cache-ap");
        await Task.Delay(UnderWay, stage.Cancellation);

        var lost = await Task.WhenAll(carts.Select(cart => cart.CountLostAsync(Region.UsEast)));
        stage.Measure("write-behind: changes acknowledged", carts.Sum(cart => cart.Acknowledged));
        stage.Expect("write-behind, lost with Redis", lost.Sum(), "changes", atLeast: 1);
        foreach (var cart in carts)
            cart.Dispose();
    }
}
