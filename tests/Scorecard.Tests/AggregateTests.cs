namespace ScorecardTests;

public sealed class AggregateTests
{
    [Theory]
    [InlineData("5", 5, 5, 5)]
    [InlineData("9 1 5", 5, 1, 9)]
    [InlineData("4 2", 3, 2, 4)]
    public void A_figure_is_the_median_with_its_range(string values, double median, double min, double max) =>
        Assert.Equal(new Spread(median, min, max), Spread.Of(values.Split(' ').Select(double.Parse)));

    [Fact]
    public void Nothing_measured_is_no_figure() => Assert.Null(Spread.Of([]));

    [Fact]
    public void Rounds_become_one_latency_with_its_spread()
    {
        var level = Sample.Level("1", Sample.Measure(230), Sample.Measure(240), Sample.Measure(233));

        Assert.Equal(new Spread(233, 230, 240), level.Regions["ap-southeast-1"]["reads"].P50);
    }

    [Fact]
    public void The_thirds_of_a_round_are_the_range_around_its_own_figure()
    {
        var level = Sample.Level("1", Sample.Measure(12, thirdsMs: [11, 12, 16]));

        Assert.Equal(new Spread(12, 11, 16), level.Regions["ap-southeast-1"]["reads"].P50);
    }

    [Fact]
    public void A_fault_leads_to_the_demo_that_this_level_has_for_it() =>
        Assert.Equal("outage", Sample.Level("1", Sample.Measure(1)).Fault("backend-crash")!.Demo);

    [Fact]
    public void A_fault_that_could_hit_nothing_says_why()
    {
        var fault = Sample.Level("1", Sample.Measure(1)).Fault("cache-loss")!;

        Assert.Equal("no cache", fault.Absent);
        Assert.Null(fault.FailedPercent);
    }

    [Fact]
    public void More_parts_make_a_higher_bill()
    {
        var levels = Sample.Card().Levels;

        Assert.Equal(levels.Select(level => level.Bill.Total).Order(), levels.Select(level => level.Bill.Total));
    }

    [Theory]
    [InlineData("a b c", "a b c", 3)]
    [InlineData("a b c", "a x c", 2)]
    [InlineData("", "a", 0)]
    [InlineData("a b a b", "b a b a", 3)]
    public void Lines_in_common_keep_their_order(string one, string other, int common) =>
        Assert.Equal(common, FolderDiff.Common(Lines(one), Lines(other)));

    private static string[] Lines(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
