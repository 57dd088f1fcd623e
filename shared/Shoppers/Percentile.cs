namespace Shop.Shoppers;

/// <summary>
/// Exact percentiles by nearest rank: the smallest value that at least that share of all values
/// does not exceed. So it is always a value that was really measured.
/// </summary>
public static class Percentile
{
    /// <param name="sorted">Values in ascending order.</param>
    /// <param name="percent">Above 0, at most 100.</param>
    /// <returns>The percentile, 0 of no values.</returns>
    public static double Of(ReadOnlySpan<double> sorted, double percent)
    {
        if (sorted.IsEmpty)
        {
            return 0;
        }

        // 95 / 100 × 20 is a little more than 19 in binary: take that back before rounding up.
        var rank = (int)Math.Ceiling((percent / 100 * sorted.Length) - 1e-9);
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }
}
