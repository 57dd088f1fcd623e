namespace Shop;

/// <summary>
/// Names as Prometheus wants them: http.server.request.duration in seconds becomes
/// http_server_request_duration_seconds.
/// </summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "_seconds",
        ["By"] = "_bytes",
        ["%"] = "_percent",
    };

    public static string Of(string name, string? unit, MetricType type)
    {
        var plain = Of(name);
        var suffix = Units.GetValueOrDefault(unit ?? "", "");
        if (!plain.EndsWith(suffix, StringComparison.Ordinal))
            plain += suffix;
        return type switch
        {
            MetricType.Counter when !plain.EndsWith("_total", StringComparison.Ordinal) =>
                $"{plain}_total",
            // This ending is a histogram's own.
            MetricType.Gauge when plain.EndsWith("_count", StringComparison.Ordinal) =>
                plain[..^"_count".Length],
            _ => plain,
        };
    }

    /// <summary>Of a label, or of a metric without its unit.</summary>
    public static string Of(string name)
    {
        var plain = string.Concat(name.Select(one => char.IsAsciiLetterOrDigit(one) ? one : '_'));
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? $"_{plain}" : plain;
    }
}
