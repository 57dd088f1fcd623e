using System.Net;
using System.Net.Sockets;
using Toxiproxy.Tests.Support;
using Toxiproxy.Wires;

namespace Toxiproxy.Tests;

/// <summary>Both kinds of wires, the one for Linux and the one for everywhere, behave alike.</summary>
public sealed class WireTests
{
    private static readonly EpollLoop? Loop =
        OperatingSystem.IsLinux() ? EpollLoop.Start(0) : null;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wire_carries_more_than_a_socket_can_hold(bool epoll)
    {
        var (wire, peer) = await PairAsync(epoll);
        using var _ = peer;
        var data = TestData.Random(30_000_000);
        var sending = wire.SendAsync(data);
        Assert.Equal(data, await peer.ReceiveAsync(data.Length));
        Assert.Equal(data.Length, await sending);

        var answering = peer.SendAsync(data);
        Assert.Equal(data, await ReceiveAsync(wire, data.Length));
        await answering;
        wire.Close();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_end_that_comes_with_the_last_bytes_is_seen(bool epoll)
    {
        for (var i = 0; i < 200; i++)
        {
            var (wire, peer) = await PairAsync(epoll);
            await peer.SendAsync(new byte[3]);
            peer.Dispose();
            Assert.Equal(3, (await ReceiveAsync(wire, 10)).Length);
            wire.Close();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Shutting_down_ends_a_pending_receive_and_tells_the_peer(bool epoll)
    {
        var (wire, peer) = await PairAsync(epoll);
        using var _ = peer;
        var receiving = wire.ReceiveAsync(new byte[10]);
        await wire.SendAsync(new byte[5]);
        wire.ShutDown();
        Assert.Equal(0, await receiving);
        Assert.Equal(5, (await peer.ReceiveToEndAsync()).Length);
        wire.Close();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_fails_a_pending_receive_and_resets_the_peer(bool epoll)
    {
        var (wire, peer) = await PairAsync(epoll);
        using var _ = peer;
        var receiving = wire.ReceiveAsync(new byte[10]);
        wire.Reset();
        Assert.Equal(Wire.Failed, await receiving);
        Assert.Equal(Wire.Failed, await wire.SendAsync(new byte[1]));
        await Assert.ThrowsAsync<SocketException>(() => peer.ReceiveAsync(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_receive_ends_once_when_bytes_come_while_it_is_closed(bool epoll)
    {
        for (var i = 0; i < 200; i++)
        {
            var (wire, peer) = await PairAsync(epoll);
            using var _ = peer;
            var receiving = wire.ReceiveAsync(new byte[1]).AsTask();
            await peer.SendAsync(new byte[1]);
            wire.Close();
            Assert.InRange(await receiving, Wire.Failed, 1);
        }
    }

    private static async Task<(Wire Wire, Peer Peer)> PairAsync(bool epoll)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var peer = await Peer.ConnectAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        var socket = await listener.AcceptSocketAsync();
        Wire wire = epoll && Loop is not null
            ? new EpollWire(socket, Loop)
            : new SocketWire(socket);
        return (wire, peer);
    }

    private static async Task<byte[]> ReceiveAsync(Wire wire, int count)
    {
        var data = new byte[count];
        var got = 0;
        int read;
        while (got < count && (read = await wire.ReceiveAsync(data.AsMemory(got))) > 0)
        {
            got += read;
        }

        return data[..got];
    }
}
