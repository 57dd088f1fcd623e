using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

public sealed class ArrivalsTests
{
    [Fact]
    public void Constant_arrivals_are_evenly_spaced()
    {
        var due = Take(new Arrivals(new Random(1)), perSecond: 50, poisson: false, count: 100);
        Assert.All(due.Zip(due.Skip(1)), pair =>
            Assert.Equal(20, (pair.Second - pair.First).TotalMilliseconds, tolerance: 0.001));
    }

    [Fact]
    public void Poisson_arrivals_have_the_rate_and_the_spread_of_theory()
    {
        var due = Take(new Arrivals(new Random(1)), perSecond: 50, poisson: true, count: 20_000);
        var gaps = due.Zip(due.Skip(1), (a, b) => (b - a).TotalMilliseconds).ToList();
        var mean = gaps.Average();
        var deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        Assert.Equal(20, mean, tolerance: 0.5);
        Assert.Equal(20, deviation, tolerance: 0.8);
    }

    [Fact]
    public void A_new_rate_counts_from_now_on_and_makes_up_for_nothing()
    {
        var arrivals = new Arrivals(new Random(1));
        Assert.Null(arrivals.Due(Ms(0), 0));
        Assert.Null(arrivals.Due(Ms(60_000), 0));
        Assert.InRange(arrivals.Due(Ms(60_000), 10)!.Value, Ms(60_000), Ms(60_100));
        arrivals.Take(Ms(60_100), poisson: false);
        Assert.InRange(arrivals.Due(Ms(60_150), 1_000)!.Value, Ms(60_150), Ms(60_151));
    }

    [Fact]
    public void Whoever_is_late_still_has_the_intended_start()
    {
        var arrivals = new Arrivals(new Random(1));
        var first = arrivals.Due(Ms(0), 100)!.Value;
        arrivals.Take(first, poisson: false);
        Assert.Equal(first + Ms(10), arrivals.Due(Ms(5_000), 100));
    }

    private static List<TimeSpan> Take(Arrivals arrivals, double perSecond, bool poisson, int count)
    {
        var taken = new List<TimeSpan>();
        while (taken.Count < count)
        {
            taken.Add(arrivals.Due(TimeSpan.Zero, perSecond)!.Value);
            arrivals.Take(taken[^1], poisson);
        }

        return taken;
    }
}
