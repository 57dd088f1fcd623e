namespace Shop.Scorecard;

/// <summary>A figure that was measured once or several times.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    /// <returns>Null if nothing was measured.</returns>
    public static Spread? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var half = sorted.Length / 2;
        return sorted.Length switch
        {
            0 => null,
            var count when count % 2 == 1 => new Spread(sorted[half], sorted[0], sorted[^1]),
            _ => new Spread((sorted[half - 1] + sorted[half]) / 2, sorted[0], sorted[^1]),
        };
    }

    /// <summary>The same median with a range that holds these values, too.</summary>
    public Spread Spanning(IEnumerable<double> values) =>
        values.Aggregate(this, (range, value) => range with
        {
            Min = Math.Min(range.Min, value),
            Max = Math.Max(range.Max, value),
        });

    /// <summary>The median, and in brackets the range if there is one.</summary>
    public string Text(string unit = "") => Numbers.Short(Min) == Numbers.Short(Max)
        ? $"{Numbers.Short(Median)}{unit}"
        : $"{Numbers.Short(Median)}{unit} ({Numbers.Short(Min)}–{Numbers.Short(Max)})";
}

internal static class Numbers
{
    /// <summary>As many digits as help: 0.4, 76, 1,234, 5.6 million.</summary>
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e9 => $"{value / 1e9:0.#} billion",
        >= 1e6 => $"{value / 1e6:0.#} million",
        >= 100 => $"{value:n0}",
        >= 10 => $"{value:0}",
        _ => $"{value:0.#}",
    };

    public static string Dollars(double usd) => $"${usd:n0}";
}
