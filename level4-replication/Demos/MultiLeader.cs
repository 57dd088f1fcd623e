using System.Diagnostics;

namespace Shop;

internal static class MultiLeader
{
    private const int Changes = 10;

    private static readonly string[] Ways = ["LastWriterWins", "VersionVectors", "Crdt"];
    private static readonly string[] Words = ["last writer wins", "version vectors", "CRDT"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static readonly Demo Demo = new(
        "multi-leader",
        "Every region takes reviews and likes, even cut off from all others; how their copies are "
        + "merged afterwards decides what is left of them.")
    {
        RestsOn = "merge",
        Workload = new() { Rate = 10 },
        Say = new(
            "A purchase needs one who decides. Does a review? We let everybody decide.",
            "Ireland is cut off, and both sides go on writing about the same mug.",
            "The last writer won, and half of it is gone. Two other ways of merging kept it all, or "
            + "too much."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        var product = Random.Shared.Next(1, 200); // Another one each time, so that all start at 0.
        var all = await Reviewer.OpenAsync(stage, product);
        var (us, eu, ap) = (all[Region.UsEast], all[Region.EuWest], all[Region.ApSoutheast]);
        var regretted = await us.SayAsync("I take it back");
        await AgreeAsync([us, eu, ap]);
        var likes = (await us.ReadAsync(Ways[0])).Likes;

        foreach (var other in stage.Regions.Where(region => region != Region.EuWest))
            await stage.Faults.PartitionAsync(Region.EuWest, other, Outage.BlackHole);
        await stage.PhaseAsync("apart", 2, () => Task.WhenAll(
            us.WriteAsync(Changes), eu.WriteAsync(Changes), eu.RemoveAsync(regretted)));
        await stage.Faults.RestoreAsync();
        var seconds = await AgreeAsync([us, eu, ap]);

        Judge(stage, [us, eu], seconds, [.. await Task.WhenAll(Ways.Select(async way =>
            Left.Of(way, await ap.ReadAsync(way), likes, regretted)))]);
        foreach (var one in all.Values)
            one.Dispose();
    }

    private static void Judge(
        Stage stage, IReadOnlyList<Reviewer> writers, double seconds, IReadOnlyList<Left> left)
    {
        var (last, vectors, crdt) = (left[0], left[1], left[2]);
        var waits = writers.SelectMany(one => one.Milliseconds).Order().ToList();
        stage.Expect("a change while cut off, p50", waits[waits.Count / 2], "ms", atMost: 50);
        stage.Expect("all regions agree again after", seconds, "s", atMost: 8);
        stage.Expect("reviews left by the last writer", last.Reviews, "", atMost: (2 * Changes) - 1);
        stage.Expect("reviews left by version vectors", vectors.Reviews, "", atLeast: 2 * Changes);
        stage.Expect("reviews left by CRDT", crdt.Reviews, "", atLeast: 2 * Changes);
        stage.Expect("likes left by CRDT", crdt.Likes, "", 2 * Changes, 2 * Changes);
        stage.Expect("removed and back with CRDT", crdt.IsBack ? 1 : 0, "", atMost: 0);
        stage.Compare(
            ["merged by", $"reviews of {2 * Changes}", $"likes of {2 * Changes}", "a removed review"],
            [.. left.Select(one => one.Row)]);
    }

    /// <summary>Waits until all regions show the same, in each way.</summary>
    /// <returns>Seconds; NaN if they never do.</returns>
    private static async Task<double> AgreeAsync(IReadOnlyList<Reviewer> all)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            var shown = await Task.WhenAll(all.Select(one => one.ShowAsync(Ways)));
            if (shown[0] is not null && shown.Distinct().Count() == 1)
                return clock.Elapsed.TotalSeconds;
            await Task.Delay(100);
        }

        return double.NaN;
    }

    /// <summary>What a way of merging has left of what was acknowledged.</summary>
    private sealed record Left(string Way, int Reviews, int Likes, bool IsBack)
    {
        public IReadOnlyList<string> Row =>
        [
            Words[Ways.IndexOf(Way)],
            $"{Reviews}",
            $"{Likes}",
            IsBack ? "is back" : "stays removed",
        ];

        public static Left Of(string way, Shown shown, int before, string regretted)
        {
            var isBack = shown.Reviews.Any(one => one.Id == regretted);
            return new(way, shown.Reviews.Count - (isBack ? 1 : 0), shown.Likes - before, isBack);
        }
    }
}
