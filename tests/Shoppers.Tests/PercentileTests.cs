namespace Shop.Shoppers.Tests;

public sealed class PercentileTests
{
    private static readonly double[] OneToHundred = [.. Enumerable.Range(1, 100)];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 50)]
    [InlineData(95, 95)]
    [InlineData(99, 99)]
    [InlineData(99.1, 100)]
    [InlineData(100, 100)]
    public void Of_one_to_a_hundred_each_percentile_is_itself(double percent, double expected) =>
        Assert.Equal(expected, Percentile.Of(OneToHundred, percent));

    [Theory]
    [InlineData(5, 15)]
    [InlineData(30, 20)]
    [InlineData(40, 20)]
    [InlineData(50, 35)]
    [InlineData(100, 50)]
    public void Nearest_rank_as_in_the_textbook(double percent, double expected) =>
        Assert.Equal(expected, Percentile.Of([15, 20, 35, 40, 50], percent));

    [Fact]
    public void Of_nothing_it_is_zero() => Assert.Equal(0, Percentile.Of([], 50));

    [Fact]
    public void For_every_size_it_is_the_smallest_value_that_enough_values_do_not_exceed()
    {
        for (var size = 1; size <= 400; size++)
        {
            double[] sorted = [.. Enumerable.Range(1, size)];
            foreach (var percent in (int[])[1, 25, 50, 75, 90, 95, 99, 100])
            {
                // In whole numbers, so that the check has no rounding of its own.
                var expected = ((percent * size) + 99) / 100;
                Assert.Equal(Math.Max(expected, 1), Percentile.Of(sorted, percent));
            }
        }
    }

    [Fact]
    public void An_exponential_distribution_has_the_percentiles_of_theory()
    {
        var random = new Random(42);
        double[] sorted = [.. Enumerable.Range(0, 200_000)
            .Select(_ => -Math.Log(1 - random.NextDouble())),];
        Array.Sort(sorted);
        foreach (var percent in (double[])[50, 95, 99])
        {
            var expected = -Math.Log(1 - (percent / 100));
            Assert.Equal(expected, Percentile.Of(sorted, percent), tolerance: 0.06);
        }
    }
}
