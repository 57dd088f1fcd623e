using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Shop.Dns;

namespace DnsBenchmarks;

/// <summary>Sends at a rate that does not wait for answers, as the world's resolvers do.</summary>
internal static class Load
{
    private const int Ids = 65536;

    public static async Task WaitAsync(IPEndPoint server)
    {
        var resolver = new Resolver(server, null, TimeProvider.System);
        for (var attempts = 0; attempts < 100; attempts++)
        {
            try
            {
                await resolver.ResolveAsync("shop.test", default);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100); // not there yet
            }
        }

        throw new TimeoutException("the server does not start");
    }

    public static async Task<Result> RunAsync(IPEndPoint server, int rate, int seconds)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = 4 * 1024 * 1024;
        await socket.ConnectAsync(server);
        var sentAt = new long[Ids];
        using var end = new CancellationTokenSource();
        var receiving = ReceiveAsync(socket, sentAt, rate * seconds, end.Token);
        var sending = Task.Factory.StartNew(
            () => Send(socket, sentAt, rate, rate * seconds), TaskCreationOptions.LongRunning);
        await sending;
        end.CancelAfter(TimeSpan.FromSeconds(1)); // for those that are on their way
        return new(rate * seconds, await receiving);
    }

    private static void Send(Socket socket, long[] sentAt, int rate, int count)
    {
        var packet = new byte[Message.PlainSize];
        var subnet = new ClientSubnet(IPAddress.Parse("203.0.113.0"), 24);
        var length = new Message
        {
            Questions = [new("shop.test", RecordType.A)],
            Edns = new(Subnet: subnet),
        }.Encode(packet);
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < count; sent++)
        {
            while (Stopwatch.GetElapsedTime(started).TotalSeconds * rate < sent)
                Thread.Sleep(1);
            (packet[0], packet[1]) = ((byte)(sent >> 8), (byte)sent);
            Volatile.Write(ref sentAt[sent % Ids], Stopwatch.GetTimestamp());
            socket.Send(packet.AsSpan(0, length));
        }
    }

    private static async Task<List<double>> ReceiveAsync(
        Socket socket, long[] sentAt, int count, CancellationToken end)
    {
        var (buffer, latencies) = (new byte[Message.PlainSize], new List<double>(count));
        try
        {
            while (latencies.Count < count)
            {
                await socket.ReceiveAsync(buffer, end);
                var sent = Volatile.Read(ref sentAt[(buffer[0] << 8) | buffer[1]]);
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException)
        {
            // Those that are missing were lost.
        }

        return latencies;
    }
}

/// <param name="Latencies">Of those that were answered, ms.</param>
internal sealed record Result(int Sent, List<double> Latencies)
{
    public int Answered => Latencies.Count;

    public double Percentile(double share) =>
        Answered == 0 ? double.NaN : Latencies.Order().ElementAt((int)(share * (Answered - 1)));
}
