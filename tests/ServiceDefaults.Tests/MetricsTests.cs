using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServiceDefaults.Tests;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly MetricsRecorder recorder = new();

    // A name of its own, because tests run side by side and meters are the process's.
    private readonly Meter meter = new($"Shop.{Guid.NewGuid():N}");
    private readonly string name = $"m{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync() => await recorder.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        meter.Dispose();
        recorder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_counter_adds_up_by_its_labels()
    {
        var counter = meter.CreateCounter<long>(name, "{request}", "What was asked.");
        counter.Add(1, new("cache", "hit"), new("region", "eu"));
        counter.Add(2, new("cache", "hit"), new("region", "eu"));
        counter.Add(5, new KeyValuePair<string, object?>("cache", "miss"));

        Assert.Contains($"# HELP {name}_total What was asked.\n# TYPE {name}_total counter\n", Text());
        Assert.Contains($"{name}_total{{cache=\"hit\",region=\"eu\"}} 3\n", Text());
        Assert.Contains($"{name}_total{{cache=\"miss\"}} 5\n", Text());
    }

    [Fact]
    public void Labels_in_another_order_are_the_same_labels()
    {
        var counter = meter.CreateCounter<int>(name);
        counter.Add(1, new("a", "1"), new("b", "2"));
        counter.Add(1, new("b", "2"), new("a", "1"));

        Assert.Contains($"{name}_total{{a=\"1\",b=\"2\"}} 2\n", Text());
    }

    [Fact]
    public void A_histogram_counts_what_is_at_most_its_bounds()
    {
        var histogram = meter.CreateHistogram(
            name, "s", "How long.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in new[] { 0.05, 0.1, 0.5, 7 })
        {
            histogram.Record(seconds);
        }

        Assert.Contains(
            $"""
            # TYPE {name}_seconds histogram
            {name}_seconds_bucket{"{le=\"0.1\"}"} 2
            {name}_seconds_bucket{"{le=\"1\"}"} 3
            {name}_seconds_bucket{"{le=\"+Inf\"}"} 4
            {name}_seconds_sum 7.65
            {name}_seconds_count 4

            """,
            Text());
    }

    [Fact]
    public void A_level_goes_up_and_down()
    {
        var open = meter.CreateUpDownCounter<int>(name);
        open.Add(3);
        open.Add(-2);

        Assert.Contains($"# TYPE {name} gauge\n{name} 1\n", Text());
    }

    [Fact]
    public void What_is_observed_is_what_it_is_now()
    {
        var hot = new List<string> { "a", "b" };
        meter.CreateObservableGauge(
            name, () => hot.Select(one => new Measurement<int>(7, new KeyValuePair<string, object?>("key", one))));
        Assert.Contains($"{name}{{key=\"a\"}} 7\n", Text());

        hot.Remove("a");

        Assert.DoesNotContain("key=\"a\"", Text());
        Assert.Contains($"{name}{{key=\"b\"}} 7\n", Text());
    }

    [Fact]
    public void A_label_that_customers_make_up_does_not_fill_the_memory()
    {
        var counter = meter.CreateCounter<int>(name);
        for (var i = 0; i < 10_000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("path", i));
        }

        var lines = Text().Split('\n').Where(line => line.StartsWith($"{name}_total{{")).ToList();
        Assert.Equal(Metric.MostSeries + 1, lines.Count);
        Assert.Contains(
            $"{name}_total{{otel_metric_overflow=\"true\"}} {10_000 - Metric.MostSeries}", lines);
    }

    [Fact]
    public async Task Measurements_from_everywhere_are_all_counted()
    {
        var counter = meter.CreateCounter<int>(name);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                counter.Add(1, new KeyValuePair<string, object?>("slot", i % 2 == 0 ? "blue" : "green"));
            }
        })));

        Assert.Contains($"{name}_total{{slot=\"blue\"}} 40000\n", Text());
        Assert.Contains($"{name}_total{{slot=\"green\"}} 40000\n", Text());
    }

    [Fact]
    public async Task Prometheus_own_tool_finds_nothing_to_complain_about()
    {
        meter.CreateHistogram<double>(name, "s", "Bounds\nand \\ marks.").Record(
            3, new("what.kind", "a \"quoted\"\nline \\"), new("empty", null));
        GC.Collect(); // So that the runtime has something to say.

        var (exitCode, complaints) = await PromtoolAsync(Text());

        Assert.Equal("", complaints);
        Assert.Equal(0, exitCode);
    }

    private string Text() => PrometheusText.Write(recorder.Read());

    private static async Task<(int ExitCode, string Complaints)> PromtoolAsync(string metrics)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        var complaints = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        return (promtool.ExitCode, complaints);
    }
}
