using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Shop;

/// <summary>Remembers what .NET's own meters, and the shop's, say about this process.</summary>
internal sealed class MetricsRecorder : IHostedService, IDisposable
{
    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.", "System.Net.Http", "System.Runtime", "Npgsql", "Shop"];

    private readonly ConcurrentDictionary<string, Metric> metrics = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private readonly Lock reading = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Meters.Any(instrument.Meter.Name.StartsWith))
                listening.EnableMeasurementEvents(instrument, Of(instrument));
        };
        listener.SetMeasurementEventCallback<byte>((_, value, tags, to) => Record(to, value, tags));
        listener.SetMeasurementEventCallback<short>((_, value, tags, to) => Record(to, value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, to) => Record(to, value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, to) => Record(to, value, tags));
        listener.SetMeasurementEventCallback<float>((_, value, tags, to) => Record(to, value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, to) => Record(to, value, tags));
        listener.SetMeasurementEventCallback<decimal>(
            (_, value, tags, to) => Record(to, (double)value, tags));
        listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All metrics by name, as they are now.</summary>
    public IReadOnlyList<Metric> Read()
    {
        lock (reading)
        {
            foreach (var metric in metrics.Values)
                metric.ForgetObserved();
            listener.RecordObservableInstruments();
            return [.. metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => listener.Dispose();

    // Instruments of the same name are one metric: a reader knows only names.
    private Metric Of(Instrument instrument)
    {
        var metric = Metric.Of(instrument);
        return metrics.GetOrAdd(metric.Name, metric);
    }

    private static void Record(
        object? to, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((Metric)to!).Record(value, tags);
}
