namespace Shop.Verdicts.Drawing;

/// <summary>
/// Where each moment stands. Long silences are drawn shorter and close moments further apart than
/// they are, so that everything can be read; the numbers on the axis are the true ones.
/// </summary>
internal sealed class Axis
{
    private const double Narrow = 64;
    private const double Wide = 190;

    private readonly TimeSpan[] moments;
    private readonly double[] places;

    internal Axis(IReadOnlyList<Operation> operations, double left)
    {
        moments = [.. operations
            .SelectMany(one => one.Ok ? new[] { one.Start, one.End } : [one.Start])
            .Distinct()
            .Order()];
        places = new double[moments.Length];
        places[0] = left;
        var scale = 1000 / Math.Max((moments[^1] - moments[0]).TotalMilliseconds, 1);
        for (var at = 1; at < moments.Length; at++)
        {
            var gap = (moments[at] - moments[at - 1]).TotalMilliseconds * scale;
            places[at] = places[at - 1] + Math.Clamp(gap, Narrow, Wide);
        }
    }

    internal IEnumerable<(TimeSpan Moment, double Place)> Ticks => moments.Zip(places);

    /// <summary>An operation of unknown outcome, and all bars at the end, go on to here.</summary>
    internal double End => places[^1] + Wide;

    internal double Of(TimeSpan moment) => places[Array.BinarySearch(moments, moment)];
}
