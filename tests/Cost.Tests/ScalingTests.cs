using Shop.Cost;

namespace CostTests;

public sealed class ScalingTests
{
    private static readonly Scaling Paper = new(Prices.Load(), new Assumptions());

    [Theory]
    // A user in each of three regions is 900 requests a month, 0.00102740 a second at the peak.
    // At 1 ms and 60 % busy that is 1.71233e-6 cores: 96 cores are for 56.06 million.
    [InlineData("database:1", "database", 56.064e6)]
    [InlineData("backend:2 database:1", "backend", 28.032e6)]
    [InlineData("backend:2 balancer:0.5 database:1", "database", 56.064e6)]
    [InlineData("backend:2 balancer:4 database:1", "balancer", 14.016e6)]
    [InlineData("backend:2 balancer:4 database:1 dns", "database", 56.064e6)]
    // One core, at 0.1 ms.
    [InlineData("backend:2 balancer:4 database:1 dns cache:0.1", "cache", 5.84e6)]
    public void The_first_part_that_cannot_grow_is_where_a_level_stops(string parts, string part, double users)
    {
        var stop = Paper.Stop(Sample.Level(parts))!;

        Assert.Equal(part, stop.Part);
        Assert.Equal(users, stop.UsersPerRegion, users / 1_000);
    }

    [Fact]
    public void Nothing_stops_a_level_of_parts_that_can_all_be_multiplied() =>
        Assert.Null(Paper.Stop(Sample.Level("peer:3 edge:1")));

    [Theory]
    [InlineData(1e6, false)]
    [InlineData(1e8, true)]
    public void A_row_says_whether_the_level_still_stands(double users, bool stops) =>
        Assert.Equal(stops, Paper.At(Sample.Level("database:1"), Sample.Traffic, users).Stop is not null);

    [Fact]
    public void A_row_counts_requests_tasks_and_bytes()
    {
        var row = Paper.At(Sample.Level("backend:6 balancer database:1"), Sample.Traffic, 1e6);

        // 900 million requests a month.
        Assert.Equal(1_027.4, row.PeakPerSecond, 0.1);
        // 1,027.4 × 6 ms / 0.6 = 10.27 cores, in halves.
        Assert.Equal(21, row.Tasks);
        // 300 bytes each.
        Assert.Equal(270, row.CrossRegionGb, 0.1);
        Assert.Equal(1.712, row.Cores[PartKind.Database], 0.001);
    }

    [Fact]
    public void More_users_never_cost_less()
    {
        var level = Sample.Level("backend:6 backend:6 balancer:1 cache:0.1 database:1 dns");

        var dollars = Scaling.Decades.Select(users => Paper.At(level, Sample.Traffic, users).Usd).ToList();

        Assert.Equal(dollars.Order(), dollars);
    }
}
