using Shop.Cost;

namespace CostTests;

/// <summary>Each expected figure was worked out by hand; the sum is beside it.</summary>
public sealed class BillTests
{
    // 100 million requests a month are 38.05 a second, 114.2 at the peak.
    private const double Scale = 100e6;

    [Theory]
    // One task each: 730 × (0.5 × 0.04048 + 0.00444) = 18.0164.
    [InlineData("backend assets", "compute", 2 * 18.0164)]
    // 114.155 × 8 ms / 0.6 = 1.522 cores = 4 tasks of half a core.
    [InlineData("backend:8 assets", "compute", 5 * 18.0164)]
    // 730 × 0.145 = 105.85.
    [InlineData("database", "database", 105.85)]
    // 114.155 × 11 ms / 0.6 = 2.093 cores, on machines of two.
    [InlineData("database:11", "database", 211.70)]
    [InlineData("database database", "database storage", 40 * 0.115)]
    // 730 × 0.156 = 113.88.
    [InlineData("cache cache cache", "cache", 341.64)]
    [InlineData("balancer balancer", "load balancer", 32.86)]
    [InlineData("etcd etcd etcd", "etcd", 3 * 18.0164)]
    public void A_part_costs_what_was_worked_out(string parts, string item, double usd) =>
        Assert.Equal(usd, Bill(parts).Single(line => line.Item == item).Usd, 0.01);

    [Theory]
    // 1,000 bytes each are 100 GB: 60 from us-east-1 at 0.09, 40 from ap-southeast-1 at 0.12.
    [InlineData("backend", "internet egress", 60 * 0.09 + 40 * 0.12)]
    // 20 GB to 0.02 and 10 GB to 0.09.
    [InlineData("backend", "cross-region", 20 * 0.02 + 10 * 0.09)]
    // 50 GB at 0.12.
    [InlineData("backend", "CDN", 6)]
    // 100 GB in 730 hours are 0.137 units at 5.84.
    [InlineData("balancer", "load balancer, carried", 100 / 730.0 * 5.84)]
    // 5 million queries.
    [InlineData("backend", "DNS", 5 * 0.40)]
    [InlineData("backend dns", "DNS", 5 * 0.70)]
    public void A_gigabyte_and_a_query_cost_what_was_worked_out(string parts, string item, double usd) =>
        Assert.Equal(usd, Bill(parts).Single(line => line.Item == item).Usd, 0.01);

    [Fact]
    public void What_a_level_does_not_have_is_not_on_its_bill()
    {
        var items = Bill("backend").Select(line => line.Item);

        Assert.DoesNotContain(items, item => item is "cache" or "database" or "load balancer" or "etcd");
    }

    [Fact]
    public void Peers_are_on_nobodys_bill() =>
        Assert.Equal(
            Bill("backend").Where(line => line.Item != "cross-region"), // Over their owners' own lines.
            Bill("backend peer peer peer"));

    [Fact]
    public void Every_line_is_dated() =>
        Assert.All(Bill("backend balancer cache database"), line => Assert.Matches(@"^20\d\d-\d\d$", line.Date));

    private static IReadOnlyList<BillLine> Bill(string parts) =>
        new Billing(Prices.Load(), new Assumptions()).Of(Sample.Level(parts), Sample.Traffic, Scale).Lines;
}
