namespace Shop;

internal static class Distance
{
    public static readonly Demo Demo = new(
        "distance",
        "Every request pays the whole way to the one region that has the shop.")
    {
        RestsOn = "distance",
        Say = new(
            "The shop is in Virginia. How long does a click take in Singapore?",
            "Nothing is broken. This is the shop on its best day.",
            "No code is slow here. Light in glass is: two thirds of it is physics."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var steady = await stage.PhaseAsync("steady", 8);
        foreach (var region in stage.Regions)
        {
            var latency = stage.World.Latency;
            var floor = latency.FibreFloor(region, Region.UsEast).TotalMilliseconds;
            var way = latency.Rtt(region, Region.UsEast) + latency.LastMile;
            stage.Measure($"fibre floor from {region}, ms", floor);
            stage.Expect(
                $"read p50 from {region}",
                steady.Reads(region).P50Ms,
                "ms",
                atLeast: Math.Max(way.TotalMilliseconds * 0.95, floor),
                atMost: (way.TotalMilliseconds * 1.05) + 3);
        }
    }
}
