using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void Outcomes_are_counted_apart_and_unknown_ones_are_failures()
    {
        var summary = Summary.Of([
            Made(0), Made(1), Made(2),
            Made(3, Outcome.Rejected), Made(4, Outcome.Limited), Made(5, Outcome.Limited),
            Made(6, Outcome.Failed), Made(7, Outcome.Unknown),
        ]);
        Assert.Equal((8, 3, 1), (summary.Count, summary.Ok, summary.Rejected));
        Assert.Equal((2, 2, 1), (summary.Limited, summary.Failed, summary.Unknown));
        Assert.Equal(0.25, summary.FailedShare);
    }

    [Fact]
    public void Latency_is_that_of_answers_and_counts_from_the_intended_start()
    {
        var late = Made(0, latency: 30) with { Start = Ms(25) };
        var refused = Made(1, Outcome.Failed, latency: 0.1);
        var timedOut = Made(2, Outcome.Failed, latency: 2_000);
        var summary = Summary.Of([late, refused, timedOut]);
        Assert.Equal((30, 30), (summary.P50Ms, summary.MaxMs));
    }

    [Fact]
    public void Nothing_is_summarized_as_zero() => Assert.Equal(Summary.Empty, Summary.Of([]));

    [Fact]
    public void A_window_holds_what_was_due_in_it_and_no_extra_stream()
    {
        var history = new History();
        history.Add(Made(999));
        history.Add(Made(1_000, latency: 5_000, kind: Kind.Asset));
        history.Add(Made(1_500, region: "us", stream: "flood"));
        history.Add(Made(1_999.9, region: "us"));
        history.Add(Made(2_000));

        var window = Window.Of(history, Ms(1_000), Ms(2_000));
        Assert.Equal(2, window.All.Count);
        Assert.Equal(5_000, window.Of("eu", Class.Asset).P50Ms);
        Assert.Equal(0, window.Of("eu", Class.Read).Count);
        Assert.Equal(1, window.Of(@class: Class.Read).Count);
        Assert.Equal(2, window.IntendedPerSecond);
        Assert.Equal(["eu", "us"], window.Regions);
        Assert.Equal(1, Window.Of(history, Ms(1_000), Ms(2_000), "flood").All.Count);
    }
}
