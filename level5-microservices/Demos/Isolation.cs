using Shop.Shoppers;

namespace Shop;

internal static class Isolation
{
    public static readonly Demo Demo = new(
        "isolation",
        "With Orders down everywhere, browsing and carts go on without one failure, and the checkout "
        + "says what is going on.")
    {
        RestsOn = "isolation",
        Workload = new() { Rate = 20 },
        Say = new(
            "One program did everything, and died as one. Let's kill Orders, all of it.",
            "The shelves are there, carts are filled. Only the checkout is closed, and says so.",
            "What nobody could buy is in their carts still. Seconds later they buy it."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 3);
        var buyers = await Task.WhenAll(
            stage.Regions.Select(region => Buyer.RegisterAsync(stage, region)));
        await Task.WhenAll(buyers.Select(buyer => buyer.PutAsync(1)));
        await stage.Faults.KillAsync("orders-eu");
        await stage.Faults.KillAsync("orders-us");
        IReadOnlyList<Bought> refused = [];
        var without = await stage.PhaseAsync("without Orders", 8, async () =>
        {
            await Task.Delay(2_000, stage.Cancellation);
            refused = await Task.WhenAll(buyers.Select(buyer => buyer.BuyAsync("one")));
        });
        await stage.Faults.RestoreAsync();
        // A gateway believes a fresh instance after two good probes.
        await Task.Delay(1_500, stage.Cancellation);
        var bought = await Task.WhenAll(buyers.Select(buyer => buyer.BuyAsync("one")));

        var browsing = Of(without, Kind.Browse, Kind.Search, Kind.Product, Kind.Asset);
        var carts = Of(without, Kind.Cart, Kind.SignIn);
        stage.Expect("pages and images asked for", browsing.Count, "", atLeast: 200);
        stage.Expect("of them failed", browsing.Failed, "", atMost: 0);
        stage.Expect("carts changed", carts.Count, "", atLeast: 15);
        stage.Expect("of them failed", carts.Failed, "", atMost: 0);
        stage.Expect(
            "checkouts that said why",
            refused.Count(one => one is { Status: 503 } && one.Title?.Contains("cart is kept") == true),
            $"of {refused.Count}",
            atLeast: refused.Count);
        stage.Expect(
            "carts bought afterwards",
            bought.Count(one => one.Status == 201),
            $"of {bought.Length}",
            atLeast: bought.Length);
        foreach (var buyer in buyers)
            buyer.Dispose();
    }

    private static Summary Of(Phase phase, params IReadOnlyList<Kind> kinds) =>
        Summary.Of(phase.Window.Operations.Where(one => kinds.Contains(one.Kind)));
}
