using System.Diagnostics;
using System.Net.Sockets;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// What each toxic does to real connections, and what changing it does to live ones. Alone: beside
/// thousands of other connections single round trips would be late.
/// </summary>
[Collection<Alone>]
public sealed class ToxicTests(ProxyServer server) : IClassFixture<ProxyServer>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);

    [Theory]
    [InlineData("upstream")]
    [InlineData("downstream")]
    public async Task Latency_delays_each_round_trip_of_a_live_connection(string stream)
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        await proxy.AddAsync("latency", new { latency = 100 }, stream);
        Assert.InRange(await client.RoundTripAsync(), Ms(100), Ms(400));
        await proxy.UpdateAsync($"latency_{stream}", new { latency = 300 });
        Assert.InRange(await client.RoundTripAsync(), Ms(300), Ms(600));
        await proxy.RemoveAsync($"latency_{stream}");
        Assert.InRange(await client.RoundTripAsync(), Ms(0), Ms(90));
    }

    [Fact]
    public async Task Removing_a_latency_releases_what_it_held_at_once()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 60_000 });
        using var client = await proxy.ConnectAsync();
        await client.SendAsync("held back"u8.ToArray());
        Assert.True(await client.IsSilentAsync(Moment));
        await proxy.RemoveAsync("latency_downstream");
        Assert.Equal("held back"u8.ToArray(), await client.ReceiveAsync(9));
    }

    [Fact]
    public async Task A_toxicity_of_zero_never_acts()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await server.PostAsync(
            $"{proxy.Path}/toxics", new { type = "timeout", toxicity = 0.0 });
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        await proxy.RemoveAsync("timeout_downstream");
        await client.RoundTripAsync();
    }

    [Fact]
    public async Task Bandwidth_limits_the_rate_stalls_at_zero_and_delivers_when_removed()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("bandwidth", new { rate = 200 });
        using var client = await proxy.ConnectAsync();
        var data = TestData.Random(100_000);
        var watch = Stopwatch.StartNew();
        await client.SendAsync(data);
        Assert.Equal(data, await client.ReceiveAsync(data.Length));
        Assert.InRange(watch.Elapsed, Ms(490), Ms(900));

        await proxy.UpdateAsync("bandwidth_downstream", new { rate = 0 });
        await client.SendAsync(data);
        Assert.True(await client.IsSilentAsync(Moment));
        await proxy.RemoveAsync("bandwidth_downstream");
        Assert.Equal(data, await client.ReceiveAsync(data.Length));
    }

    [Fact]
    public async Task Slow_close_delays_the_end_but_not_the_data()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("slow_close", new { delay = 300 });
        using var client = await proxy.ConnectAsync();
        var watch = Stopwatch.StartNew();
        using (var peer = await upstream.AcceptedAsync())
        {
            await peer.SendAsync("bye"u8.ToArray());
        }

        Assert.Equal("bye"u8.ToArray(), await client.ReceiveAsync(3));
        Assert.True(watch.Elapsed < Ms(250));
        Assert.Empty(await client.ReceiveAsync(1));
        Assert.InRange(watch.Elapsed, Ms(295), Ms(700));
    }

    [Fact]
    public async Task Timeout_discards_data_and_closes_after_a_silence()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("timeout", new { timeout = 300 });
        using var client = await proxy.ConnectAsync();
        var watch = Stopwatch.StartNew();
        await client.SendAsync(new byte[10]);
        Assert.Empty(await client.ReceiveToEndAsync());
        Assert.InRange(watch.Elapsed, Ms(290), Ms(700));
    }

    [Fact]
    public async Task Timeout_zero_keeps_the_connection_until_it_is_removed()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        await proxy.AddAsync("timeout", new { timeout = 0 });
        await client.SendAsync(new byte[10]);
        Assert.True(await client.IsSilentAsync(Moment));
        await proxy.RemoveAsync("timeout_downstream");
        Assert.Empty(await client.ReceiveToEndAsync());
    }

    [Theory]
    [InlineData("upstream", 0)]
    [InlineData("downstream", 200)]
    public async Task Reset_peer_resets_both_sides_after_the_first_data(string stream, int timeout)
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("reset_peer", new { timeout }, stream);
        using var client = await proxy.ConnectAsync();
        using var peer = await upstream.AcceptedAsync();
        Assert.True(await client.IsSilentAsync(Moment));
        var watch = Stopwatch.StartNew();
        await (stream == "upstream" ? client : peer).SendAsync(new byte[1]);
        await AssertResetAsync(client);
        await AssertResetAsync(peer);
        Assert.InRange(watch.Elapsed, Ms(timeout - 5), Ms(timeout + 400));
    }

    [Fact]
    public async Task Slicer_cuts_into_pieces_with_pauses()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync(
            "slicer", new { average_size = 100, size_variation = 20, delay = 100_000 });
        using var client = await proxy.ConnectAsync();
        using var peer = await upstream.AcceptedAsync();
        await peer.SendAsync(new byte[1000]);
        var sizes = new List<int>();
        while (sizes.Sum() < 1000)
        {
            sizes.Add(await client.ReceiveSomeAsync(new byte[1000]));
        }

        // A loaded machine may join pieces on the way, but never make larger ones from the start.
        Assert.InRange(sizes[0], 80, 120);
        Assert.InRange(sizes.Count, 5, 13);
    }

    [Fact]
    public async Task Limit_data_closes_after_exactly_that_many_bytes_even_if_updated()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("limit_data", new { bytes = 1000 });
        using var client = await proxy.ConnectAsync();
        var data = TestData.Random(5000);
        await client.SendAsync(data.AsMemory(0, 600));
        Assert.Equal(data[..600], await client.ReceiveAsync(600));
        await proxy.UpdateAsync("limit_data_downstream", new { bytes = 2000 });
        await client.SendAsync(data.AsMemory(600));
        Assert.Equal(data[600..2000], await client.ReceiveToEndAsync());
    }

    [Fact]
    public async Task Handshake_delays_the_first_bytes_of_new_connections_only()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var old = await proxy.ConnectAsync();
        await old.RoundTripAsync();
        await Task.Delay(210);
        await proxy.AddAsync("handshake", new { latency = 200 }, "upstream");
        Assert.InRange(await old.RoundTripAsync(), Ms(0), Ms(150));
        using var client = await proxy.ConnectAsync();
        Assert.InRange(await client.RoundTripAsync(), Ms(190), Ms(500));
        Assert.InRange(await client.RoundTripAsync(), Ms(0), Ms(150));
    }

    [Fact]
    public async Task A_black_hole_swallows_everything_and_keeps_the_connection()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        using var peer = await upstream.AcceptedAsync();
        await proxy.AddAsync("black_hole", new { }, "upstream");
        await client.SendAsync("lost"u8.ToArray());
        Assert.True(await peer.IsSilentAsync(Moment));
        await proxy.RemoveAsync("black_hole_upstream");
        await client.SendAsync("found"u8.ToArray());
        Assert.Equal("found"u8.ToArray(), await peer.ReceiveAsync(5));
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("pareto")]
    public async Task Latency_can_follow_another_distribution(string distribution)
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 20, jitter = 5, distribution });
        using var client = await proxy.ConnectAsync();
        var times = new List<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            times.Add(await client.RoundTripAsync());
        }

        times.Sort();
        Assert.InRange(times[10], Ms(15), Ms(60));
        Assert.True(times[19] - times[0] > Ms(2));
    }

    [Fact]
    public async Task Toxics_chain_in_the_order_of_insertion()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 100 });
        await proxy.AddAsync("slicer", new { average_size = 10 });
        await server.PostAsync(
            $"{proxy.Path}/toxics",
            new { name = "more", type = "latency", attributes = new { latency = 100 } });
        using var client = await proxy.ConnectAsync();
        Assert.InRange(await client.RoundTripAsync(), Ms(200), Ms(500));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static async Task AssertResetAsync(Peer peer)
    {
        var error = await Assert.ThrowsAsync<SocketException>(() => peer.ReceiveAsync(1));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }
}
