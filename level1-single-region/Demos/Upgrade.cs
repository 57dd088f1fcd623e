namespace Shop;

internal static class Upgrade
{
    public static readonly Demo Demo = new(
        "upgrade",
        "A release means downtime: the only backend has to stop before the new one starts.")
    {
        RestsOn = "faults",
        Say = new(
            "Release v2 is one restart away. What do customers see meanwhile?",
            "The old process finishes what it has and stops. Then the new one starts.",
            "Short, but with every release, and for everybody."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        await stage.PhaseAsync("before", 4);
        var release = await stage.PhaseAsync(
            "release",
            seconds: 5,
            () => stage.Faults.DeployAsync("backend", "v2"));
        var after = await stage.PhaseAsync("after", 4);

        stage.Expect("without service", release.Downtime, "s", atLeast: 0.2);
        foreach (var region in stage.Regions)
        {
            var failed = release.Window.Of(region.Name).Failed;
            stage.Expect($"requests failed in {region}", failed, "requests", atLeast: 1);
        }

        var answers = after.Window.Operations.Where(one => one.IsServedBy("backend")).ToList();
        var v2 = 100.0 * answers.Count(one => one.IsServedBy("v2")) / answers.Count;
        stage.Expect("answers by v2 afterwards", v2, "%", atLeast: 100);
    }
}
