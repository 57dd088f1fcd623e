namespace Demos.Tests;

public sealed class ExpectationTests
{
    [Theory]
    [InlineData(5, 1.0, 10.0, true)]
    [InlineData(1, 1.0, 10.0, true)]
    [InlineData(10, 1.0, 10.0, true)]
    [InlineData(0.9, 1.0, 10.0, false)]
    [InlineData(10.1, 1.0, 10.0, false)]
    [InlineData(-7, null, 10.0, true)]
    [InlineData(7_000, 1.0, null, true)]
    public void Holds_within_its_inclusive_bounds(double value, double? low, double? high, bool held) =>
        Assert.Equal(held, new Expectation("it", value, "ms", low, high).Held);

    [Fact]
    public void What_could_not_be_measured_never_holds() =>
        Assert.False(new Expectation("it", double.NaN, "%", AtLeast: 0, AtMost: 100).Held);

    [Theory]
    [InlineData(1.0, 10.0, "1 to 10 ms")]
    [InlineData(1.25, null, "≥ 1.25 ms")]
    [InlineData(null, 233.4, "≤ 233 ms")]
    [InlineData(1.0, 1.0, "1 ms")]
    public void Says_its_bounds_in_words(double? low, double? high, string words) =>
        Assert.Equal(words, new Expectation("it", 0, "ms", low, high).Bounds);
}
