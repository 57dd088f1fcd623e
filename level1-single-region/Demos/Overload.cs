using Shop.Shoppers;

namespace Shop;

internal static class Overload
{
    public static readonly Demo Demo = new(
        "overload",
        "One backend saturates: beyond its capacity every customer waits, and ever longer.")
    {
        RestsOn = "faults",
        Say = new(
            "Signing in costs processor time, on purpose. How many customers can do it at once?",
            "First half of what the backend can do, then half as much again as it can do.",
            "Arrivals don't slow down when answers do. The queue has no end, so waiting has none."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var capacity = await stage.Fleet.MeasureCapacityAsync(
            Kind.SignIn,
            Region.UsEast.Name,
            TimeSpan.FromSeconds(2),
            stage.Cancellation);
        stage.Measure("sign-ins per second, capacity", capacity.PerSecond);

        var calm = await ArriveAsync(stage, "half of capacity", 0.5 * capacity.PerSecond);
        var full = await ArriveAsync(stage, "1.5 × capacity", 1.5 * capacity.PerSecond);

        stage.Expect("failed at half of capacity", 100 * calm.FailedShare, "%", atMost: 1);
        stage.Expect("wait for a sign-in, p95, grew", full.P95Ms / calm.P95Ms, "times", atLeast: 3);
    }

    private static async Task<Summary> ArriveAsync(Stage stage, string crowd, double rate)
    {
        var signIns = new Flood(crowd, Region.UsEast.Name, Kind.SignIn, rate);
        await using var arriving = await stage.CrowdAsync(signIns);
        var phase = await stage.PhaseAsync(crowd, 8);
        return stage.Met(crowd, phase);
    }
}
