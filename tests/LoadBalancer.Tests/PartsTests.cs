using Shop;
using Shop.Failures;
using Shop.Releases;
using Shop.Routing;
using Yarp.ReverseProxy.Model;

namespace LoadBalancer.Tests;

public sealed class PartsTests
{
    private static readonly Mechanisms All = new(Without: null);

    [Fact]
    public void Percentiles_are_right_within_a_tenth()
    {
        var score = new Score();
        for (var ms = 1; ms <= 1000; ms++)
            score.Add(TimeSpan.FromMilliseconds(ms), isFailure: ms % 10 == 0);
        var tally = score.Read();
        Assert.Equal(1000, tally.Count);
        Assert.Equal(0.1, tally.FailedShare);
        Assert.InRange(tally.P95Ms, 950, 1045);
    }

    [Fact]
    public void A_difference_counts_only_what_came_later()
    {
        var score = new Score();
        score.Add(TimeSpan.FromSeconds(1), isFailure: true);
        var before = score.Read();
        score.Add(TimeSpan.FromMilliseconds(1), isFailure: false);
        var since = score.Read().Since(before);
        Assert.Equal((1, 0), (since.Count, since.Failed));
        Assert.InRange(since.P95Ms, 1, 1.1);
    }

    [Fact]
    public void Nothing_has_no_percentile() => Assert.Equal(0, new Score().Read().P95Ms);

    [Theory]
    [InlineData(100, 2, 10, false)] // two failures may be chance
    [InlineData(100, 5, 10, true)]
    [InlineData(59, 0, 900, false)] // too few to know
    [InlineData(100, 0, 900, true)]
    [InlineData(100, 0, 100, false)]
    public void A_judge_wants_proof(int answers, int failures, int ms, bool complains)
    {
        var canary = Answers(answers, failures, ms);
        var complaint = new Judge(All).Complain(canary, stable: Answers(1000, 0, 10));
        Assert.Equal(complains, complaint is not null);
    }

    [Fact]
    public void What_fails_everywhere_is_not_the_canarys_fault() =>
        Assert.Null(new Judge(All).Complain(Answers(100, 50, 10), Answers(100, 50, 10)));

    [Fact]
    public void A_budget_ends_and_grows_again()
    {
        var budget = new RetryBudget(new Limits { RetryBurst = 2, RetryShare = 0.5 });
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TrySpend()));
        budget.Earn();
        budget.Earn();
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => budget.TrySpend()));
    }

    [Theory]
    [InlineData(0, 100, "green")]
    [InlineData(100, 0, "blue")]
    public void A_lot_follows_the_weights(int blue, int green, string expected)
    {
        var shares = new Shares(All);
        shares.Set("backend", new Dictionary<string, int> { ["blue"] = blue, ["green"] = green });
        var policy = new ShareThenTwoChoices(shares, new Random(1));
        DestinationState[] slots = [new("blue"), new("green")];
        var picked = Enumerable.Range(0, 100)
            .Select(_ => policy.PickDestination(null!, new ClusterState("backend"), slots)!);
        Assert.All(picked, slot => Assert.Equal(expected, slot.DestinationId));
    }

    private static Tally Answers(int answers, int failures, int ms)
    {
        var score = new Score();
        for (var i = 0; i < answers; i++)
            score.Add(TimeSpan.FromMilliseconds(ms), isFailure: i < failures);
        return score.Read();
    }
}
