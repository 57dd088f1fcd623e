using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Shop;

internal enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One metric with all its series, one per combination of labels.</summary>
internal sealed class Metric
{
    // A label with values that customers make up must not fill the memory.
    internal const int MostSeries = 200;

    private static readonly double[] Seconds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly double[] Anything =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000, 1_000_000];

    private readonly ConcurrentDictionary<Labels, Series> series = new(Labels.Comparer);
    private readonly ConcurrentDictionary<string, Series> byText = new(StringComparer.Ordinal);
    private readonly double[]? bounds;
    private readonly bool isObserved;
    private readonly bool isLevel;

    private Metric(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        Type = kind == typeof(Histogram<>) ? MetricType.Histogram
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? MetricType.Counter
            : MetricType.Gauge;
        Name = PrometheusName.Of(instrument.Name, instrument.Unit, Type);
        Help = instrument.Description ?? instrument.Name;
        isObserved = instrument.IsObservable;
        isLevel = isObserved || kind == typeof(Gauge<>);
        bounds = Type == MetricType.Histogram ? Bounds(instrument) : null;
    }

    public string Name { get; }

    public string Help { get; }

    public MetricType Type { get; }

    public IEnumerable<Series> Series => byText.Values;

    public static Metric Of(Instrument instrument) => new(instrument);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var one = Find(tags);
        if (isLevel)
            one.Set(value);
        else
            one.Add(value);
    }

    /// <summary>What is asked for at each reading may be less than the last time.</summary>
    public void ForgetObserved()
    {
        if (isObserved)
        {
            series.Clear();
            byText.Clear();
        }
    }

    private Series Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var known = series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        if (known.TryGetValue(tags, out var found))
            return found;
        // One more than the most is where everything else is added up, as OpenTelemetry does it.
        if (byText.Count >= MostSeries)
            return byText.GetOrAdd("otel_metric_overflow=\"true\"", text => new(text, bounds));
        var labels = new Labels(tags);
        found = byText.GetOrAdd(labels.Text(), text => new(text, bounds));
        series[labels] = found;
        return found;
    }

    private static double[] Bounds(Instrument instrument) =>
        Advised(instrument) is { Count: > 0 } advised ? [.. advised]
            : instrument.Unit == "s" ? Seconds
            : Anything;

    private static IReadOnlyList<double>? Advised(Instrument instrument) => instrument switch
    {
        Instrument<double> real => real.Advice?.HistogramBucketBoundaries,
        Instrument<long> whole => whole.Advice?.HistogramBucketBoundaries
            ?.Select(bound => (double)bound).ToList(),
        Instrument<int> whole => whole.Advice?.HistogramBucketBoundaries
            ?.Select(bound => (double)bound).ToList(),
        _ => null,
    };
}
