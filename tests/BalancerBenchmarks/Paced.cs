using System.Diagnostics;

namespace BalancerBenchmarks;

/// <summary>
/// What a hop costs while there is little to do: 200 requests a second on each way, one after the
/// other in each turn, so that all of them see the same conditions.
/// </summary>
internal static class Paced
{
    private const int PerSecond = 200;

    /// <param name="seconds">How long.</param>
    /// <param name="ways">NAME=URL each; the others' cost is counted from the first.</param>
    public static async Task RunAsync(int seconds, IEnumerable<string> ways)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var times = ways
            .Select(way => way.Split('=', 2))
            .Select(way => (Name: way[0], Url: way[1], Times: new List<double>()))
            .ToList();
        var started = Stopwatch.GetTimestamp();
        for (var turn = 0; turn < seconds * PerSecond; turn++)
        {
            var early = (turn * 1000.0 / PerSecond) - Since(started);
            if (early > 0)
                await Task.Delay((int)Math.Ceiling(early));
            foreach (var way in times)
                way.Times.Add(await TimeAsync(http, way.Url));
        }

        Console.WriteLine(
            $"{seconds * PerSecond * 1000 / Since(started):0} requests/s on each way, in turns; ms");
        Console.WriteLine($"{"",-9} {"p50",12} {"added",9} {"p99",9}");
        foreach (var (name, _, list) in times)
        {
            var p50 = Percentile(list, 50);
            var added = p50 - Percentile(times[0].Times, 50);
            Console.WriteLine(
                $"{name,-9} {p50,12:0.00} {added,9:0.00} {Percentile(list, 99),9:0.00}");
        }
    }

    private static async Task<double> TimeAsync(HttpClient http, string url)
    {
        var started = Stopwatch.GetTimestamp();
        await http.GetByteArrayAsync(new Uri(url));
        return Since(started);
    }

    private static double Since(long started) =>
        Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static double Percentile(List<double> times, int percent) =>
        times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));
}
