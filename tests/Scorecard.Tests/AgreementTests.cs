using System.Text.Json;

namespace ScorecardTests;

public sealed class AgreementTests
{
    private static readonly Card Card = Sample.Card();

    [Fact]
    public void A_card_agrees_with_itself_in_every_figure()
    {
        Assert.Empty(Agreement.Differences(Card, Card));
        Assert.True(Agreement.Compared(Card, Card) >= 9);
    }

    [Theory]
    [InlineData(233, true)]
    [InlineData(200, true)]
    [InlineData(150, false)]
    public void A_latency_may_differ_by_a_fifth(double readMs, bool agrees)
    {
        var other = Card with { Levels = [Sample.Level("1", Sample.Measure(readMs, "backend database"))] };

        Assert.Equal(agrees, Agreement.Differences(Card, other).Count == 0);
    }

    [Fact]
    public void A_fault_that_hurts_once_and_not_the_other_time_is_named()
    {
        var other = Card with { Levels = [Sample.Level("1", Sample.Measure(233, failed: 20))] };

        var line = Assert.Single(Agreement.Differences(Card, other));

        Assert.Contains("level 1, backend-crash, failed %: 100 and 20", line);
    }

    [Fact]
    public void What_several_rounds_span_belongs_to_the_figure()
    {
        var wide = Card with { Levels = [Sample.Level("1", Sample.Measure(120), Sample.Measure(233))] };
        var between = Card with { Levels = [Sample.Level("1", Sample.Measure(170))] };

        Assert.Empty(Agreement.Differences(wide, between));
    }

    [Fact]
    public void What_a_run_saw_of_its_own_spread_belongs_to_the_figure()
    {
        var quiet = Card with { Levels = [Sample.Level("4", Sample.Measure(12))] };
        var slow = Card with { Levels = [Sample.Level("4", Sample.Measure(22))] };
        var uneven = Card with { Levels = [Sample.Level("4", Sample.Measure(22, thirdsMs: [16, 22, 29]))] };

        Assert.Single(Agreement.Differences(quiet, slow));
        Assert.Empty(Agreement.Differences(quiet, uneven));
    }

    [Fact]
    public void A_card_comes_back_from_its_file_as_it_was()
    {
        var text = JsonSerializer.Serialize(Card, Scoring.Snake);

        var back = JsonSerializer.Deserialize<Card>(text, Scoring.Snake)!;

        Assert.Equal(text, JsonSerializer.Serialize(back, Scoring.Snake));
    }
}
