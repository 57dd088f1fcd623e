namespace Shop.Shoppers.Tests;

public sealed class PlanTests
{
    [Fact]
    public void Same_seed_and_region_same_sequence()
    {
        Assert.Equal(Take(7, "eu-west-1", 1_000), Take(7, "eu-west-1", 1_000));
        Assert.NotEqual(Take(7, "eu-west-1", 1_000), Take(8, "eu-west-1", 1_000));
        Assert.NotEqual(Take(7, "eu-west-1", 1_000), Take(7, "us-east-1", 1_000));
    }

    [Fact]
    public void The_sequence_is_the_same_on_every_machine() =>
        Assert.Equal(
            [(Kind.Asset, 13), (Kind.Asset, 1), (Kind.Asset, 3)],
            Take(1, "us-east-1", 3).Select(intent => (intent.Kind, intent.Product)));

    [Fact]
    public void Kinds_come_as_often_as_they_weigh()
    {
        var mix = new Mix();
        var counts = Take(1, "eu-west-1", 100_000).CountBy(intent => intent.Kind).ToDictionary();
        Assert.Equal(mix.Browse / 100, counts[Kind.Browse] / 100_000.0, tolerance: 0.005);
        Assert.Equal(mix.Product / 100, counts[Kind.Product] / 100_000.0, tolerance: 0.005);
        Assert.Equal(mix.Checkout / 100, counts[Kind.Checkout] / 100_000.0, tolerance: 0.005);
        Assert.Equal(mix.SignIn / 100, counts[Kind.SignIn] / 100_000.0, tolerance: 0.002);
    }

    [Theory]
    [InlineData(Kind.Browse)]
    [InlineData(Kind.Checkout)]
    [InlineData(Kind.SignIn)]
    public void One_kind_only_is_one_kind_only(Kind kind)
    {
        var workload = new Workload { Mix = Mix.Only(kind) };
        Assert.All(Take(1, "eu", 1_000, workload), intent => Assert.Equal(kind, intent.Kind));
    }

    [Fact]
    public void Popular_products_are_seen_more_often_but_all_are_bought_alike()
    {
        var seen = Take(1, "eu", 50_000, new Workload { Mix = Mix.Only(Kind.Product) });
        var bought = Take(1, "eu", 50_000, new Workload { Mix = Mix.Only(Kind.Checkout) });
        Assert.Equal(20_000, seen.Count(intent => intent.Product <= 10), tolerance: 500);
        Assert.Equal(500, bought.Count(intent => intent.Product <= 10), tolerance: 150);
        Assert.All(seen.Concat(bought), intent => Assert.InRange(intent.Product, 1, 1_000));
    }

    [Fact]
    public void A_senseless_workload_is_refused_when_it_is_set()
    {
        Workload good = new();
        foreach (var bad in (Workload[])
            [
                good with { Rate = -1 },
                good with { Timeout = TimeSpan.Zero },
                good with { InFlight = 0 },
                good with { Products = 0 },
                good with { Mix = Mix.Only((Kind)99) },
            ])
        {
            Assert.Throws<ArgumentException>(() => new Fleet([], bad));
        }
    }

    private static List<Intent> Take(int seed, string region, int count, Workload? workload = null)
    {
        var plan = new Plan(seed, region);
        return [.. Enumerable.Range(0, count).Select(_ => plan.Next(workload ?? new Workload()))];
    }
}
