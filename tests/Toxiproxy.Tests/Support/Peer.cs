using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Toxiproxy.Tests.Support;

/// <summary>One end of a TCP connection, in a test's words.</summary>
public sealed class Peer(Socket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<Peer> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new Peer(socket);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> data)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (data.Length > 0)
        {
            data = data[await socket.SendAsync(data, limit.Token)..];
        }
    }

    /// <summary>Reads that many bytes, or fewer at the end of the stream.</summary>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        var data = new byte[count];
        var got = 0;
        while (got < count)
        {
            var read = await socket.ReceiveAsync(data.AsMemory(got), limit.Token);
            if (read == 0)
            {
                break;
            }

            got += read;
        }

        return data[..got];
    }

    public async Task<byte[]> ReceiveToEndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var all = new MemoryStream();
        var buffer = new byte[65536];
        int read;
        while ((read = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token)) > 0)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    /// <summary>The size of what arrives next.</summary>
    public async Task<int> ReceiveSomeAsync(byte[] buffer)
    {
        using var limit = new CancellationTokenSource(Patience);
        return await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
    }

    /// <summary>Whether nothing arrives, not even the end, for that time.</summary>
    public async Task<bool> IsSilentAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await socket.ReceiveAsync(new byte[1].AsMemory(), limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Sends a byte and waits for its echo.</summary>
    public async Task<TimeSpan> RoundTripAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await SendAsync(new byte[1]);
        Assert.Single(await ReceiveAsync(1));
        return Stopwatch.GetElapsedTime(start);
    }

    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public void Dispose() => socket.Dispose();
}
