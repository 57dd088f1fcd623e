namespace Demos.Tests;

public sealed class OutagesTests
{
    [Theory]
    [InlineData("....", 0)]
    [InlineData(".x..", 0)]
    [InlineData(".xx.", 2)]
    [InlineData("x.x.", 0)]
    [InlineData(".xxx.x.", 3)]
    [InlineData(".xx------.", 3)]
    [InlineData(".xx", 3)]
    public void Two_failures_in_a_row_are_an_outage_and_one_is_not(string seconds, double down) =>
        Assert.Equal(down, Outages.Of(seconds.Select(At)).Seconds);

    [Fact]
    public void Failures_of_different_classes_are_not_in_a_row()
    {
        var reads = ".x.".Select(At);
        var writes = ".x.".Select(At).Select(one => one with { Kind = Kind.Checkout });

        Assert.Equal(0, Outages.Of(reads.Concat(writes)).Seconds);
    }

    [Fact]
    public void Who_can_not_buy_is_not_helped_by_who_fills_a_cart()
    {
        var purchases = "xx.".Select((outcome, at) => At(outcome, 2 * at) with { Kind = Kind.Checkout });
        var carts = "...".Select((outcome, at) => At(outcome, (2 * at) + 1) with { Kind = Kind.Cart });

        Assert.Equal(4, Outages.Of(purchases.Concat(carts)).Seconds);
    }

    [Fact]
    public void Two_regions_whose_customers_can_not_buy_are_an_outage()
    {
        Operation[] purchases =
        [
            At('x', 0) with { Kind = Kind.Checkout },
            At('x', 1) with { Kind = Kind.Checkout, Region = "eu-west-1" },
            At('.', 2) with { Kind = Kind.Checkout },
        ];

        Assert.Equal(2, Outages.Of(purchases).Seconds);
        Assert.Equal(0, Outages.Of(purchases).SecondsIn("eu-west-1"));
    }

    [Fact]
    public void A_cart_and_then_a_purchase_that_fail_are_an_outage()
    {
        Operation[] writes =
        [
            At('x', 0) with { Kind = Kind.Cart },
            At('x', 1) with { Kind = Kind.Checkout },
            At('.', 2) with { Kind = Kind.Cart },
        ];

        Assert.Equal(2, Outages.Of(writes).Seconds);
    }

    private static Operation At(char outcome, int second) => new()
    {
        Region = "us-east-1",
        Kind = Kind.Product,
        Outcome = outcome switch { 'x' => Outcome.Failed, '.' => Outcome.Ok, _ => Outcome.Limited },
        Intended = TimeSpan.FromSeconds(second),
        End = TimeSpan.FromSeconds(second + 2),
    };
}
