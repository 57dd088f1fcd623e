using System.Diagnostics;
using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

/// <summary>
/// Measured and printed, not asserted: <c>-explicit only -class "*CostTests" -showLiveOutput</c>.
/// </summary>
public sealed class CostTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Shoppers_take_little_of_a_core()
    {
        await using var shop = await FakeShop.OpenAsync();
        var process = Process.GetCurrentProcess();
        await using var fleet = new Fleet([shop.From("us"), shop.From("eu"), shop.From("ap")]);
        await fleet.StartAsync();
        await fleet.MeasureAsync(Ms(3_000));

        var before = process.TotalProcessorTime;
        var window = await fleet.MeasureAsync(Ms(10_000));
        process.Refresh();
        var share = (process.TotalProcessorTime - before) / Ms(10_000);
        double[] late = [.. window.Operations
            .Select(one => (one.Start - one.Intended).TotalMilliseconds)
            .Order(),];
        output.WriteLine($"{window.All.Count} operations in 10 s, {window.All.Failed} failed");
        output.WriteLine($"{share:P1} of a core for the shoppers and the shop they talk to");
        output.WriteLine($"sent late by {Percentile.Of(late, 50):0.00} ms (p50), "
            + $"{Percentile.Of(late, 95):0.00} ms (p95)");
    }

    [Fact(Explicit = true)]
    public void A_full_history_is_summarized_quickly()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var history = new History();
        for (var at = 0; at < History.DefaultLimit; at++)
        {
            history.Add(Made(at, latency: at % 977));
        }

        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1_000_000;
        var started = Stopwatch.GetTimestamp();
        var minute = Window.Of(history, Ms(1_000_000), Ms(1_060_000));
        var middle = Stopwatch.GetTimestamp();
        var all = Summary.Of(history.All());
        output.WriteLine($"{all.Count} operations in {megabytes} MB");
        output.WriteLine($"{minute.All.Count} of them in "
            + $"{Stopwatch.GetElapsedTime(started, middle).TotalMilliseconds:0} ms, all in "
            + $"{Stopwatch.GetElapsedTime(middle).TotalMilliseconds:0} ms");
    }
}
