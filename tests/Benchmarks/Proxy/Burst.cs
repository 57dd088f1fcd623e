using System.Diagnostics;
using System.Net.Sockets;

namespace Benchmarks.Proxy;

/// <summary>Many connections that all want something in the same moment.</summary>
internal static class Burst
{
    private const int Connections = 200;
    private const int Times = 5;

    /// <summary>Round trips of one byte, 200 at a time, sorted, in µs.</summary>
    public static async Task<List<double>> RoundTripsAsync(int port)
    {
        var sockets = Enumerable.Range(0, Connections).Select(_ => Measure.Connect(port)).ToList();
        var trips = new List<double>();
        // The first time connects to the server behind the proxy, and doesn't count.
        for (var time = 0; time <= Times; time++)
        {
            var burst = await Task.WhenAll(sockets.Select(TripAsync));
            trips.AddRange(time == 0 ? [] : burst);
        }

        sockets.ForEach(socket => socket.Dispose());
        trips.Sort();
        return trips;
    }

    private static async Task<double> TripAsync(Socket socket)
    {
        var buffer = new byte[1];
        var start = Stopwatch.GetTimestamp();
        await socket.SendAsync(buffer);
        await socket.ReceiveAsync(buffer);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
