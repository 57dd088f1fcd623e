using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class DowntimeTests
{
    [Fact]
    public void Without_failures_there_is_none() =>
        Assert.Equal(0, Downtime.Of([Made(0), Made(1_000, Outcome.Rejected)]).Seconds);

    [Fact]
    public void It_lasts_from_the_first_failure_to_the_next_answer()
    {
        var downtime = Downtime.Of([
            Made(0), Made(1_000, Outcome.Failed), Made(1_500, Outcome.Unknown),
            Made(3_000), Made(4_000),
        ]);
        Assert.Equal(2, downtime.SecondsIn("eu"));
        Assert.Equal([new Interval(Ms(1_000), Ms(3_000))], downtime.Overall);
    }

    [Fact]
    public void Order_of_ends_does_not_matter()
    {
        // The first is given up after the second was refused.
        var downtime = Downtime.Of([
            Made(1_100, Outcome.Failed, 1), Made(2_000),
            Made(1_000, Outcome.Failed, 2_000), Made(0),
        ]);
        Assert.Equal(1, downtime.Seconds);
    }

    [Fact]
    public void Without_a_recovery_it_lasts_until_the_last_one_gave_up()
    {
        var downtime = Downtime.Of([
            Made(0), Made(1_000, Outcome.Failed, 2_000), Made(1_500, Outcome.Failed, 0),
        ]);
        Assert.Equal(2, downtime.Seconds);
    }

    [Fact]
    public void Of_a_window_it_never_exceeds_the_window()
    {
        var history = new History();
        history.Add(Made(500, Outcome.Failed, 2_000));
        history.Add(Made(900, Outcome.Failed, 2_000));
        Assert.Equal(0.5, Window.Of(history, Ms(0), Ms(1_000)).Downtime.Seconds);
    }

    [Fact]
    public void One_class_that_works_does_not_hide_another_that_fails()
    {
        var downtime = Downtime.Of([
            Made(0), Made(1_000, Outcome.Unknown, kind: Kind.Checkout), Made(1_500), Made(2_000),
            Made(2_500, Outcome.Failed), Made(2_800), Made(3_000, kind: Kind.Cart),
        ]);
        Assert.Equal([new Interval(Ms(1_000), Ms(3_000))], downtime.Overall);
    }

    [Fact]
    public void What_begins_with_a_failure_is_down_from_there() =>
        Assert.Equal(0.5, Downtime.Of([Made(500, Outcome.Failed), Made(1_000)]).Seconds);

    [Fact]
    public void Being_limited_neither_begins_nor_ends_it()
    {
        var downtime = Downtime.Of([
            Made(0), Made(500, Outcome.Limited), Made(1_000, Outcome.Failed),
            Made(1_500, Outcome.Limited), Made(2_000),
        ]);
        Assert.Equal(1, downtime.Seconds);
    }

    [Fact]
    public void Several_outages_add_up() =>
        Assert.Equal(0.3, Downtime.Of([
            Made(0, Outcome.Failed), Made(100), Made(500, Outcome.Failed), Made(700),
        ]).Seconds, tolerance: 1e-9);

    [Fact]
    public void Overall_is_the_union_of_the_regions()
    {
        var downtime = Downtime.Of([
            Made(0, Outcome.Failed), Made(2_000),
            Made(1_000, Outcome.Failed, region: "us"), Made(3_000, region: "us"),
            Made(5_000, Outcome.Failed, region: "us"), Made(6_000, region: "us"),
        ]);
        Assert.Equal((2, 3), (downtime.SecondsIn("eu"), downtime.SecondsIn("us")));
        Assert.Equal(0, downtime.SecondsIn("ap"));
        Assert.Equal(4, downtime.Seconds);
        Assert.Equal(2, downtime.Overall.Count);
    }
}
