namespace Benchmarks.Proxy;

/// <summary>
/// The proxy against no proxy, in the same run, as a machine's mood changes from minute to minute.
/// Prints the medians over the rounds, and of the shares within each round.
/// </summary>
internal static class ProxyBenchmark
{
    private const int Many = 20;
    private static readonly int[] Latencies = [1, 5, 20, 100];

    public static async Task RunAsync(int rounds)
    {
        using var children = await Children.StartAsync();
        var table = new OrderedDictionary<string, List<(double Direct, double Proxied)>>();
        for (var round = 1; round <= rounds; round++)
        {
            await Console.Error.WriteLineAsync($"round {round} of {rounds}");
            await PlayRoundAsync(children, (name, direct, proxied) =>
            {
                table.TryAdd(name, []);
                table[name].Add((direct, proxied));
            });
        }

        Print(table);
    }

    private static async Task PlayRoundAsync(Children children, Action<string, double, double> note)
    {
        var (direct, proxied) = children.Echo;
        note("idle connection, KB", 0, await Measure.IdleAsync(proxied, children.ProxyId));
        note(
            "round trip p50, µs",
            Percentile(Measure.RoundTrips(direct, 10_000), 50),
            Percentile(Measure.RoundTrips(proxied, 10_000), 50));
        foreach (var connections in new[] { 1, 16, 128 })
        {
            note(
                $"requests/s, {connections} connections",
                await Measure.RequestsAsync(direct, connections),
                await Measure.RequestsAsync(proxied, connections));
        }

        note(
            "requests/s, new connections",
            await Measure.NewConnectionsAsync(direct),
            await Measure.NewConnectionsAsync(proxied));
        var flood = children.Flood;
        note("bulk, MB/s", Measure.Bulk(flood.Direct), Measure.Bulk(flood.Proxied));
        foreach (var latency in Latencies)
        {
            await children.SetLatencyAsync(latency);
            var times = Measure.RoundTrips(proxied, Math.Max(20, 500 / latency));
            note($"latency {latency} ms, p50 error, ms", 0, Percentile(times, 50) / 1000 - latency);
            note($"latency {latency} ms, p99 error, ms", 0, Percentile(times, 99) / 1000 - latency);
        }

        // Two hundred answers take their time without any proxy, too: the direct figure says how
        // much.
        await children.SetLatencyAsync(Many);
        note(
            $"latency {Many} ms, 200 at once, p99 error, ms",
            Percentile(await Burst.RoundTripsAsync(direct), 99) / 1000,
            Percentile(await Burst.RoundTripsAsync(proxied), 99) / 1000 - Many);

        await children.SetLatencyAsync(0);
    }

    private static double Percentile(List<double> sorted, int percent) =>
        sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    private static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 50);

    private static void Print(
        OrderedDictionary<string, List<(double Direct, double Proxied)>> table)
    {
        Console.WriteLine($"{"",-44}{"direct",12}{"proxy",12}{"share",8}");
        foreach (var (name, rounds) in table)
        {
            var direct = Median(rounds.Select(round => round.Direct));
            var proxied = Median(rounds.Select(round => round.Proxied));
            var share = Median(rounds.Select(round => round.Proxied / round.Direct));
            Console.WriteLine(direct == 0
                ? $"{name,-44}{"",12}{proxied,12:F2}"
                : $"{name,-44}{direct,12:F1}{proxied,12:F1}{share,8:F2}");
        }
    }
}
