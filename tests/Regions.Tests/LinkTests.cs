using System.Net.Sockets;

namespace Regions.Tests;

public sealed class LinkTests(Distance distance) : IClassFixture<Distance>
{
    private static readonly TimeSpan Configured = TimeSpan.FromMilliseconds(76);

    [Fact]
    public async Task A_round_trip_takes_what_is_configured()
    {
        await distance.Faults.MendAsync(distance.Link);

        await AssertRoundTripAsync(Configured);
    }

    [Fact]
    public async Task A_slow_link_is_slow_until_it_is_mended()
    {
        await distance.Faults.SlowAsync(distance.Link, TimeSpan.FromMilliseconds(200));
        await AssertRoundTripAsync(TimeSpan.FromMilliseconds(200));

        await distance.Faults.MendAsync(distance.Link);
        await AssertRoundTripAsync(Configured);
    }

    [Fact]
    public async Task A_refused_link_refuses_and_comes_back()
    {
        await distance.Faults.CutAsync(distance.Link, Outage.Refuse);
        await Assert.ThrowsAsync<SocketException>(distance.ConnectAsync);

        await distance.Faults.MendAsync(distance.Link);
        await AssertRoundTripAsync(Configured);
    }

    [Fact]
    public async Task A_black_hole_accepts_and_never_answers()
    {
        await distance.Faults.CutAsync(distance.Link, Outage.BlackHole);
        var answer = distance.RoundTripAsync();
        var first = await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(500)));
        Assert.NotSame(answer, first);

        await distance.Faults.MendAsync(distance.Link);
        await Assert.ThrowsAnyAsync<IOException>(() => answer);
        await AssertRoundTripAsync(Configured);
    }

    [Fact]
    public async Task A_reset_link_resets_when_data_flows()
    {
        await distance.Faults.CutAsync(distance.Link, Outage.Reset);
        await Assert.ThrowsAnyAsync<IOException>(distance.RoundTripAsync);

        await distance.Faults.MendAsync(distance.Link);
        await AssertRoundTripAsync(Configured);
    }

    [Fact]
    public async Task A_partition_cuts_what_joins_its_two_sides()
    {
        await distance.Faults.PartitionAsync(Region.UsEast, Region.ApSoutheast, Outage.Refuse);
        Assert.Null(distance.Link.Down);

        await distance.Faults.PartitionAsync(Region.UsEast, Region.EuWest, Outage.Refuse);
        Assert.Equal(Outage.Refuse, distance.Link.Down);

        await distance.Faults.MendAsync(distance.Link);
    }

    [Fact]
    public async Task A_lost_region_keeps_its_customers()
    {
        var customers = distance.World.Wan.Declare(
            Region.ApSoutheast, distance.Link.To, TimeSpan.Zero, isCustomers: true);
        await distance.World.Wan.OpenAllAsync(CancellationToken.None);

        await distance.Faults.LoseRegionAsync(Region.ApSoutheast);
        await distance.Faults.LoseRegionAsync(Region.EuWest);

        Assert.Null(customers.Down);
        Assert.Equal(Outage.Refuse, distance.Link.Down); // It starts at a service.
        await distance.Faults.MendAsync(distance.Link);
    }

    // Generous above, because the machine may be busy; strict below, because light is.
    private async Task AssertRoundTripAsync(TimeSpan expected)
    {
        var measured = await distance.RoundTripAsync();
        Assert.InRange(measured, expected * 0.98, (expected * 1.05) + TimeSpan.FromMilliseconds(10));
    }
}
