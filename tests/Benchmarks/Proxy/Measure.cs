using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Proxy;

/// <summary>The measurements, each against a port: the server's own or the proxy's.</summary>
internal static class Measure
{
    private const int MessageSize = 128;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <summary>Round trips of one byte, sorted, in µs.</summary>
    public static List<double> RoundTrips(int port, int count)
    {
        using var socket = Connect(port);
        var times = new List<double>();
        var buffer = new byte[1];
        for (var i = 0; i < count + 100; i++)
        {
            var start = Stopwatch.GetTimestamp();
            socket.Send(buffer);
            socket.Receive(buffer);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        times.RemoveRange(0, 100);
        times.Sort();
        return times;
    }

    /// <summary>Requests per second over that many connections, kept alive.</summary>
    public static async Task<double> RequestsAsync(int port, int connections)
    {
        using var stop = new CancellationTokenSource(Duration);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => LoopAsync()));
        return counts.Sum() / Duration.TotalSeconds;

        async Task<long> LoopAsync()
        {
            using var socket = Connect(port);
            var count = 0L;
            for (; !stop.IsCancellationRequested; count++)
            {
                await ExchangeAsync(socket);
            }

            return count;
        }
    }

    /// <summary>Requests per second by 16 clients with a new connection for each.</summary>
    public static async Task<double> NewConnectionsAsync(int port)
    {
        using var stop = new CancellationTokenSource(Duration);
        var counts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => LoopAsync()));
        return counts.Sum() / Duration.TotalSeconds;

        async Task<long> LoopAsync()
        {
            var count = 0L;
            for (; !stop.IsCancellationRequested; count++)
            {
                using var socket = NewSocket();
                await socket.ConnectAsync(IPAddress.Loopback, port);
                await ExchangeAsync(socket);
            }

            return count;
        }
    }

    /// <summary>MB/s from the server over one connection.</summary>
    public static double Bulk(int port)
    {
        using var socket = Connect(port);
        var buffer = new byte[1 << 18];
        var start = Stopwatch.GetTimestamp();
        var left = Servers.FloodSize;
        for (int read; left > 0 && (read = socket.Receive(buffer)) > 0; left -= read)
        {
            // Only the time counts.
        }

        return left == 0
            ? Servers.FloodSize / 1e6 / Stopwatch.GetElapsedTime(start).TotalSeconds
            : throw new InvalidOperationException($"{left} bytes are missing.");
    }

    /// <summary>
    /// What 1,000 idle connections add to a process's resident memory, in KB each.
    /// </summary>
    public static async Task<double> IdleAsync(int port, int processId)
    {
        var before = Memory(processId);
        var sockets = Enumerable.Range(0, 1000).Select(_ => Connect(port)).ToList();
        foreach (var socket in sockets)
        {
            await ExchangeAsync(socket);
        }

        var memory = Memory(processId) - before;
        sockets.ForEach(socket => socket.Dispose());
        return memory / 1024.0 / 1000;
    }

    public static Socket Connect(int port)
    {
        var socket = NewSocket();
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static Socket NewSocket() =>
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static async Task ExchangeAsync(Socket socket)
    {
        var message = new byte[MessageSize];
        await socket.SendAsync(message);
        for (var got = 0; got < MessageSize;)
        {
            got += await socket.ReceiveAsync(message.AsMemory(got));
        }
    }

    private static long Memory(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.WorkingSet64;
    }
}
