namespace Regions.Tests;

public sealed class LatencyTableTests
{
    [Theory]
    [InlineData("azure")]
    [InlineData("aws")]
    public void No_link_is_faster_than_light_in_glass(string name)
    {
        var table = new LatencyTable(name);
        foreach (var (from, to) in Pairs())
        {
            Assert.True(table.Rtt(from, to) >= table.FibreFloor(from, to), $"{from} to {to}");
        }
    }

    [Fact]
    public void The_default_is_what_azure_published()
    {
        var table = new LatencyTable();

        Assert.Equal(74, table.Rtt(Region.UsEast, Region.EuWest).TotalMilliseconds);
        Assert.Equal(229, table.Rtt(Region.UsEast, Region.ApSoutheast).TotalMilliseconds);
        Assert.Equal(236, table.Rtt(Region.EuWest, Region.ApSoutheast).TotalMilliseconds);
        Assert.Equal(TimeSpan.Zero, table.Rtt(Region.UsEast, Region.UsEast));
    }

    [Fact]
    public void Without_distance_the_world_is_one_room_but_light_is_no_faster()
    {
        var table = new LatencyTable("none");

        Assert.Equal(TimeSpan.Zero, table.Rtt(Region.UsEast, Region.ApSoutheast));
        Assert.True(table.FibreFloor(Region.UsEast, Region.ApSoutheast).TotalMilliseconds > 100);
    }

    [Fact]
    public void An_unknown_table_is_answered_with_those_that_exist()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => new LatencyTable("gcp"));

        Assert.Contains("azure, aws or none", error.Message);
    }

    private static IEnumerable<(Region From, Region To)> Pairs() =>
        from one in Region.All
        from other in Region.All
        where one != other
        select (one, other);
}
