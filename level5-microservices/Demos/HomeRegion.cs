using Shop.Shoppers;

namespace Shop;

internal static class HomeRegion
{
    public static readonly Demo Demo = new(
        "home-region",
        "A cart is written in its customer's own region, so it costs no ocean anywhere.")
    {
        RestsOn = "home-region",
        Workload = new() { Rate = 6, Mix = new() { Asset = 0, Cart = 30, Checkout = 10, SignIn = 0 } },
        Say = new(
            "One leader for all: each cart in Singapore went around half the world, twice.",
            "Now each service's data is at home where it is written. A cart is at home with its owner.",
            "A few milliseconds, everywhere. Buying is another matter: that needs four services."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("warming up", 3);
        var phase = await stage.PhaseAsync("carts", 10);
        // Half an ocean is nobody's: it was written here, or over there. How busy this machine is,
        // a page of a product feels as much.
        var ocean = stage.World.Latency.Rtt(Region.EuWest, Region.UsEast).TotalMilliseconds;
        foreach (var region in stage.Regions)
        {
            var cart = Of(phase, region, Kind.Cart).P50Ms;
            var page = Of(phase, region, Kind.Product).P50Ms;
            stage.Measure($"cart p50 from {region}, ms", cart);
            stage.Expect($"cart p50 beyond a page's from {region}", cart - page, "ms", atMost: ocean / 2);
            stage.Measure($"checkout p50 from {region}, ms", Of(phase, region, Kind.Checkout).P50Ms);
        }

        stage.Expect("failed", phase.All.Failed, "", atMost: 0);
    }

    private static Summary Of(Phase phase, Region region, Kind kind) => Summary.Of(
        phase.Window.Operations.Where(one => one.Region == region.Name && one.Kind == kind));
}
