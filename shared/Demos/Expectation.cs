namespace Aspire.Hosting;

/// <summary>One measured number and the bounds that it must keep for a claim to hold.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">What came out.</param>
/// <param name="Unit">Of the value and of the bounds.</param>
/// <param name="AtLeast">The lower bound, inclusive; null for none.</param>
/// <param name="AtMost">The upper bound, inclusive; null for none.</param>
public sealed record Expectation(string What, double Value, string Unit, double? AtLeast, double? AtMost)
{
    public bool Held => !double.IsNaN(Value) && !(Value < AtLeast) && !(Value > AtMost);

    /// <summary>The bounds in words, for example <c>76 to 88 ms</c>.</summary>
    public string Bounds => (AtLeast, AtMost) switch
    {
        ({ } low, { } high) when low == high => $"{Number(low)} {Unit}",
        ({ } low, { } high) => $"{Number(low)} to {Number(high)} {Unit}",
        ({ } low, null) => $"≥ {Number(low)} {Unit}",
        (null, { } high) => $"≤ {Number(high)} {Unit}",
        _ => "",
    };

    public static string Number(double value) =>
        Math.Abs(value) >= 100 || value == Math.Round(value) ? $"{value:0}" : $"{value:0.0#}";
}
