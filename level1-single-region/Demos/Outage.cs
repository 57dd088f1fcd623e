namespace Shop;

internal static class Outage
{
    public static readonly Demo Demo = new(
        "outage",
        "One crash is everybody's outage, in all regions, until someone starts it again.")
    {
        RestsOn = "faults",
        Say = new(
            "One process answers the whole world. What if it dies?",
            "kill -9. Nobody else can answer, and nobody starts it again.",
            "The pictures still come, so the page looks alive. It sells nothing."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 4);
        await stage.Faults.KillAsync("backend");
        var down = await stage.PhaseAsync("down", 5);
        await stage.Faults.StartAsync("backend");
        var after = await stage.PhaseAsync("after", 4);

        foreach (var region in stage.Regions)
        {
            var reads = 100 * down.Reads(region).FailedShare;
            var writes = 100 * down.Writes(region).FailedShare;
            stage.Expect($"reads failed in {region}", reads, "%", atLeast: 100);
            stage.Expect($"writes failed in {region}", writes, "%", atLeast: 100);
        }

        stage.Expect("failed after the restart", after.FailedPercent, "%", atMost: 0);
    }
}
