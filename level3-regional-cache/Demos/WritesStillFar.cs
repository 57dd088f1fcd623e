using Shop.Shoppers;

namespace Shop;

internal static class WritesStillFar
{
    public static readonly Demo Demo = new(
        "writes-still-far",
        "A purchase crosses the ocean as ever, because the truth has one home.")
    {
        RestsOn = "distance",
        Workload = new() { Rate = 25, Mix = new Mix { Cart = 25, Checkout = 25 } },
        Say = new(
            "Reading takes 8 ms in Singapore. Now let's buy something there.",
            "Nothing is broken. A cache can give copies of an answer away, not the last mug.",
            "A purchase takes as long as it ever did. For less, the truth has to move."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var steady = await stage.PhaseAsync("steady", 8);
        stage.Measure(
            $"checkout p50 from {Region.UsEast}, ms", P50(steady, Region.UsEast, Kind.Checkout));
        foreach (var region in stage.Regions.Where(region => region != Region.UsEast))
        {
            ExpectCheckout(stage, steady, region);
            Expect(stage, steady, region, Kind.Cart);
            stage.Measure($"read p50 from {region}, ms", steady.Reads(region).P50Ms);
        }
    }

    /// <summary>One round trip to the truth at least, and two at most.</summary>
    public static void ExpectCheckout(Stage stage, Phase phase, Region region) =>
        Expect(stage, phase, region, Kind.Checkout);

    private static void Expect(Stage stage, Phase phase, Region region, Kind kind)
    {
        var rtt = stage.World.Latency.Rtt(region, Region.UsEast).TotalMilliseconds;
        // Each within 5 % + 3 ms, as everywhere in this project.
        var most = stage.World.Latency.LastMile.TotalMilliseconds + (2 * ((rtt * 1.05) + 3));
        var p50 = P50(phase, region, kind);
        var what = kind.ToString().ToLowerInvariant();
        stage.Expect($"{what} p50 from {region}", p50, "ms", atLeast: rtt, atMost: most);
    }

    private static double P50(Phase phase, Region region, Kind kind) => Summary.Of(
        phase.Window.Operations.Where(one => one.Region == region.Name && one.Kind == kind)).P50Ms;
}
