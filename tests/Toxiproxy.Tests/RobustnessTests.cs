using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Toxiproxy.Tests.Support;

namespace Toxiproxy.Tests;

/// <summary>What goes wrong around the proxy must not go wrong in it.</summary>
public sealed class RobustnessTests(ProxyServer server) : IClassFixture<ProxyServer>
{
    [Fact]
    public async Task An_upstream_that_is_down_gives_the_client_an_end()
    {
        var proxy = await server.ProxyAsync(Upstream.DeadPort());
        using var client = await proxy.ConnectAsync();
        Assert.Empty(await client.ReceiveToEndAsync());
    }

    [Fact]
    public async Task An_upstream_that_never_answers_stops_neither_others_nor_the_api()
    {
        // A listener whose backlog is full: further connection attempts hang.
        using var full = new TcpListener(IPAddress.Loopback, 0);
        full.Start(backlog: 0);
        var port = ((IPEndPoint)full.LocalEndpoint).Port;
        var hanging = await server.ProxyAsync(port);
        var clients = new List<Peer>();
        for (var i = 0; i < 10; i++)
        {
            clients.Add(await hanging.ConnectAsync());
        }

        await hanging.AddAsync("latency", new { latency = 1 });
        using var upstream = Upstream.Echo();
        var other = await server.ProxyAsync(upstream.Port);
        using var client = await other.ConnectAsync();
        Assert.True(await client.RoundTripAsync() < TimeSpan.FromSeconds(2));
        await server.DeleteAsync(hanging.Path);
        clients.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_and_the_proxy_does_not_exist()
    {
        using var upstream = Upstream.Echo();
        using var response = await server.Http.PostAsync("/proxies", new StringContent(
            $$"""{"name":"clash","listen":"127.0.0.1:{{upstream.Port}}","upstream":"a:1"}"""));
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains("address already in use", await response.Content.ReadAsStringAsync());
        using var gone = await server.Http.GetAsync("/proxies/clash");
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task Vanishing_clients_leave_no_connections_behind()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("latency", new { latency = 20 });
        for (var i = 0; i < 50; i++)
        {
            var client = await proxy.ConnectAsync();
            await client.SendAsync(new byte[200_000]);
            client.Reset();
        }

        await NoConnectionsAsync(proxy);
    }

    [Fact]
    public async Task Both_ends_leaving_a_black_hole_leave_no_connection_behind()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("black_hole", new { }, "upstream");
        await proxy.AddAsync("black_hole", new { }, "downstream");
        using (await proxy.ConnectAsync())
        using (await upstream.AcceptedAsync())
        {
            // Both are closed at the end of this block.
        }

        await NoConnectionsAsync(proxy);
    }

    [Fact]
    public async Task Ten_thousand_connections_leave_neither_descriptors_nor_memory()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        await OpenAndDropAsync(proxy, 2000);
        await NoConnectionsAsync(proxy);
        var descriptors = Usage().Descriptors;

        // The collector lets garbage grow to a size of its choice, which differs from machine to
        // machine, and no further. A leak of 1 KB each would add 10 MB every time.
        var growth = long.MaxValue;
        for (var round = 0; round < 6 && growth > 10_000_000; round++)
        {
            var before = Usage().Memory;
            await OpenAndDropAsync(proxy, 10_000);
            await NoConnectionsAsync(proxy);
            growth = Usage().Memory - before;
        }

        Assert.InRange(growth, long.MinValue, 10_000_000);
        await TestData.EventuallyAsync(
            () => Task.FromResult(Usage().Descriptors <= descriptors + 5), "descriptors are freed");
    }

    [Fact]
    public async Task Five_hundred_proxies_work_and_go_away_again()
    {
        using var upstream = Upstream.Echo();
        var proxies = new List<ProxyHandle>();
        for (var i = 0; i < 500; i++)
        {
            proxies.Add(await server.ProxyAsync(upstream.Port));
        }

        using var last = await proxies[^1].ConnectAsync();
        await last.RoundTripAsync();
        foreach (var proxy in proxies)
        {
            await server.DeleteAsync(proxy.Path);
        }

        Assert.Empty(await last.ReceiveToEndAsync());
    }

    [Fact]
    public async Task A_stalled_receiver_is_felt_by_the_sender_and_costs_bounded_memory()
    {
        using var upstream = Upstream.Manual();
        var proxy = await server.ProxyAsync(upstream.Port);
        await proxy.AddAsync("bandwidth", new { rate = 0 }, "upstream");
        var before = Usage().Memory;
        using var client = await proxy.ConnectAsync();
        using var peer = await upstream.AcceptedAsync();
        var sending = client.SendAsync(new byte[100_000_000]);
        await Task.Delay(500);
        Assert.False(sending.IsCompleted);
        Assert.InRange(Usage().Memory - before, long.MinValue, 40_000_000);
        await proxy.RemoveAsync("bandwidth_upstream");
        Assert.Equal(100_000_000, (await peer.ReceiveAsync(100_000_000)).Length);
        await sending;
    }

    [Fact]
    public async Task Changing_toxics_under_load_loses_no_byte()
    {
        using var upstream = Upstream.Echo();
        var proxy = await server.ProxyAsync(upstream.Port);
        var data = TestData.Random(3_000_000);
        using var stop = new CancellationTokenSource();
        var changing = ChangeToxicsAsync(proxy, stop.Token);
        await Parallel.ForAsync(0, 8, async (_, _) =>
        {
            using var client = await proxy.ConnectAsync();
            for (var round = 0; round < 5; round++)
            {
                var sending = client.SendAsync(data);
                Assert.Equal(data, await client.ReceiveAsync(data.Length));
                await sending;
            }
        });
        await stop.CancelAsync();
        await changing;
    }

    private static async Task ChangeToxicsAsync(ProxyHandle proxy, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await proxy.AddAsync("latency", new { latency = 2, jitter = 2 }, "upstream");
            await proxy.AddAsync("slicer", new { average_size = 5000, size_variation = 4000 });
            await proxy.AddAsync("bandwidth", new { rate = 500_000 }, "upstream");
            await proxy.UpdateAsync("latency_upstream", new { latency = 1 });
            await proxy.RemoveAsync("latency_upstream");
            await proxy.AddAsync("latency", new { latency = 1 });
            await proxy.RemoveAsync("slicer_downstream");
            await proxy.RemoveAsync("bandwidth_upstream");
            await proxy.RemoveAsync("latency_downstream");
        }
    }

    private static async Task OpenAndDropAsync(ProxyHandle proxy, int count)
    {
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) =>
            {
                var client = await proxy.ConnectAsync();
                if (i % 3 == 0)
                {
                    client.Reset();
                }

                client.Dispose();
            });
    }

    private async Task NoConnectionsAsync(ProxyHandle proxy) => await TestData.EventuallyAsync(
        async () =>
        {
            var counters = await server.GetAsync("/counters");
            return counters.GetProperty(proxy.Name).GetProperty("connections").GetInt32() == 0;
        },
        "all connections end");

    private (int Descriptors, long Memory) Usage()
    {
        using var process = Process.GetProcessById(server.ProcessId);
        var descriptors = Directory.GetFileSystemEntries($"/proc/{server.ProcessId}/fd").Length;
        return (descriptors, process.WorkingSet64);
    }
}
