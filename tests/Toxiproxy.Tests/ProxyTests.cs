using System.Net.Sockets;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>Proxies without toxics: relaying, moving, switching off and on.</summary>
public sealed class ProxyTests(ProxyServer server) : IClassFixture<ProxyServer>
{
    [Fact]
    public async Task Bytes_pass_unchanged_both_ways()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        var data = TestData.Random(20_000_000);
        var sending = client.SendAsync(data);
        Assert.Equal(data, await client.ReceiveAsync(data.Length));
        await sending;
    }

    [Fact]
    public async Task The_last_bytes_before_the_server_closes_all_arrive()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        var data = TestData.Random(3_000_000);
        for (var i = 0; i < 20; i++)
        {
            using var client = await proxy.ConnectAsync();
            using (var peer = await upstream.AcceptedAsync())
            {
                await peer.SendAsync(data);
            }

            Assert.Equal(data, await client.ReceiveToEndAsync());
        }
    }

    [Fact]
    public async Task A_disabled_proxy_refuses_closes_and_comes_back_on_its_port()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 1 });
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        await proxy.EnableAsync(false);
        Assert.Empty(await client.ReceiveToEndAsync());
        await Assert.ThrowsAnyAsync<SocketException>(proxy.ConnectAsync);
        await proxy.EnableAsync(true);
        using var again = await proxy.ConnectAsync();
        await again.RoundTripAsync();
        var toxics = await server.GetAsync($"{proxy.Path}/toxics");
        Assert.Equal(1, toxics.GetArrayLength());
    }

    [Fact]
    public async Task A_deleted_proxy_is_gone_with_its_connections()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        await server.DeleteAsync(proxy.Path);
        Assert.Empty(await client.ReceiveToEndAsync());
        await Assert.ThrowsAnyAsync<SocketException>(proxy.ConnectAsync);
    }

    [Fact]
    public async Task Another_upstream_drops_connections_an_equal_one_does_not()
    {
        using var first = Upstream.Echo();
        using var second = Upstream.Echo();
        var proxy = await server.ProxyAsync(first.Port);
        using var client = await proxy.ConnectAsync();
        await client.RoundTripAsync();
        await server.PostAsync(proxy.Path, new { upstream = $"127.0.0.1:{first.Port}" });
        await client.RoundTripAsync();
        await server.PostAsync(proxy.Path, new { upstream = $"127.0.0.1:{second.Port}" });
        Assert.Empty(await client.ReceiveToEndAsync());
        using var again = await proxy.ConnectAsync();
        await again.RoundTripAsync();
    }

    [Fact]
    public async Task Reset_enables_everything_and_removes_all_toxics()
    {
        // A server of its own, as it touches all proxies.
        await using var own = await ProxyServer.StartAsync();
        using var upstream = Upstream.Echo();
        var proxy = await own.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 5000 });
        await proxy.EnableAsync(false);
        await own.PostAsync("/reset", new { });
        using var client = await proxy.ConnectAsync();
        Assert.True(await client.RoundTripAsync() < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_closing_client_closes_the_server_side()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        var client = await proxy.ConnectAsync();
        using var peer = await upstream.AcceptedAsync();
        client.Dispose();
        Assert.Empty(await peer.ReceiveToEndAsync());
    }
}
