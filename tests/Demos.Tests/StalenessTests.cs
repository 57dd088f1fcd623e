namespace Demos.Tests;

public sealed class StalenessTests
{
    [Fact]
    public void A_read_of_what_was_last_known_is_fresh()
    {
        var staleness = Staleness.Of([Read(0, 10, version: 3), Read(20, 30, version: 3)]);

        Assert.Equal(new Staleness(2, 0, 0), staleness);
    }

    [Fact]
    public void A_read_that_goes_back_is_stale_by_the_time_since_the_newer_one_was_known()
    {
        var staleness = Staleness.Of([Read(0, 10, version: 4), Read(35, 40, version: 3)]);

        Assert.Equal(new Staleness(2, 1, 25), staleness);
    }

    [Fact]
    public void Two_reads_at_the_same_time_may_come_back_in_any_order()
    {
        var staleness = Staleness.Of([Read(0, 10, version: 4), Read(5, 20, version: 3)]);

        Assert.Equal(0, staleness.Stale);
    }

    [Fact]
    public void An_acknowledged_purchase_makes_a_newer_version()
    {
        var staleness = Staleness.Of([Read(0, 10, version: 3), Bought(20, 30), Read(50, 60, version: 3)]);

        Assert.Equal(new Staleness(2, 1, 20), staleness);
    }

    [Fact]
    public void Products_have_versions_of_their_own()
    {
        var staleness = Staleness.Of(
            [Read(0, 10, version: 9), Read(20, 30, version: 1) with { Product = 2 }]);

        Assert.Equal(0, staleness.StalePercent);
    }

    private static Operation Read(int start, int end, long version) => At(start, end) with
    {
        Kind = Kind.Product,
        Version = version,
    };

    private static Operation Bought(int start, int end) => At(start, end) with
    {
        Kind = Kind.Checkout,
        Version = -1,
    };

    private static Operation At(int start, int end) => new()
    {
        Region = "us-east-1",
        Product = 1,
        Outcome = Outcome.Ok,
        Start = TimeSpan.FromMilliseconds(start),
        End = TimeSpan.FromMilliseconds(end),
    };
}
