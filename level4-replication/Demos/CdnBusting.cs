namespace Shop;

internal static class CdnBusting
{
    public static readonly Demo Demo = new(
        "cdn-busting",
        "A release shows at once under names that follow from content; a name that stays shows "
        + "the old one until its time is over, or until it is purged.")
    {
        RestsOn = "busting",
        Say = new(
            "Release v2 puts a seal on every picture. Edges may keep the old ones for an hour.",
            "The page names its pictures by their content. Each has a plain name as well.",
            "New content, new name: nothing to forget. The plain name needed a purge, everywhere."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var edges = await Controls.EdgesAsync(stage.Shop.Services);
        var visitors = Visitor.Everywhere(stage);
        try
        {
            await edges.PurgeAsync("images");
            await WatchAsync(stage, visitors, "v1");
            await stage.PhaseAsync("release", 1, () => Pictures.DeployAsync(stage, "v2"));
            var released = await WatchAsync(stage, visitors, "v2");
            stage.Note("purge", "what is tagged as images, in every region");
            await edges.PurgeAsync("images");
            var purged = await WatchAsync(stage, visitors, "purged");
            Judge(stage, released, purged);
        }
        finally
        {
            await Pictures.DeployAsync(stage, "v1");
            await edges.PurgeAsync("images");
        }
    }

    private static async Task<IReadOnlyList<Sight>> WatchAsync(
        Stage stage,
        IReadOnlyList<Visitor> visitors,
        string name)
    {
        IReadOnlyList<Sight> sights = [];
        await stage.PhaseAsync(name, 1, async () => sights = await Pictures.LookAsync(visitors));
        return sights;
    }

    private static void Judge(
        Stage stage,
        IReadOnlyList<Sight> released,
        IReadOnlyList<Sight> purged)
    {
        var all = stage.Regions.Count;
        var named = released.Count(one => Sight.IsNew(one.Named));
        stage.Expect("regions whose page shows v2", named, "regions", atLeast: all);
        // The page asks whether it has changed, and gets a picture that nobody had before: two
        // trips over the longest ocean.
        var slowest = released.Max(one => one.Took.TotalSeconds);
        stage.Expect("page and picture, where it took longest", slowest, "s", atMost: 1);
        var old = released.Count(one => !Sight.IsNew(one.Plain));
        stage.Expect("regions with v1 under the plain name", old, "regions", atLeast: all);
        var more = released.Min(one => one.Plain.Left.TotalMinutes);
        stage.Expect("for which they would show it on", more, "min", atLeast: 55);
        var cured = purged.Count(one => Sight.IsNew(one.Plain));
        stage.Expect("with v2 under it, purged", cured, "regions", atLeast: all);
    }
}
