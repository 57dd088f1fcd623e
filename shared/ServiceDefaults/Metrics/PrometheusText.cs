using System.Globalization;
using System.Text;

namespace Shop;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public static string Write(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics)
        {
            var series = metric.Series.OrderBy(one => one.Labels, StringComparer.Ordinal).ToList();
            if (series.Count == 0)
                continue;
            var help = metric.Help.Replace("\\", "\\\\").Replace("\n", "\\n");
            text.Append($"# HELP {metric.Name} {help}\n");
            text.Append($"# TYPE {metric.Name} {metric.Type.ToString().ToLowerInvariant()}\n");
            foreach (var one in series)
                Write(text, metric, one);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Metric metric, Series series)
    {
        var (sum, buckets) = series.Read();
        if (metric.Type != MetricType.Histogram)
        {
            Line(text, metric.Name, series.Labels, sum);
            return;
        }

        // Buckets are cumulative: each counts what is at most its bound.
        long count = 0;
        for (var at = 0; at < buckets.Length; at++)
        {
            count += buckets[at];
            var bound = at < series.Bounds.Count ? Number(series.Bounds[at]) : "+Inf";
            var comma = series.Labels.Length > 0 ? "," : "";
            Line(text, $"{metric.Name}_bucket", $"{series.Labels}{comma}le=\"{bound}\"", count);
        }

        Line(text, $"{metric.Name}_sum", series.Labels, sum);
        Line(text, $"{metric.Name}_count", series.Labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
            : double.IsNegativeInfinity(value) ? "-Inf"
            : value.ToString("R", CultureInfo.InvariantCulture);
}
