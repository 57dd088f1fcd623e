namespace Shop.Shoppers;

/// <summary>A stretch of time, as offsets from a history's epoch.</summary>
public sealed record Interval(TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;

    /// <summary>The sum of all lengths.</summary>
    public static double Seconds(IEnumerable<Interval> intervals) =>
        intervals.Sum(interval => interval.Length.TotalSeconds);

    /// <summary>What at least one of them covers, in order.</summary>
    public static IReadOnlyList<Interval> Union(IEnumerable<Interval> intervals)
    {
        var union = new List<Interval>();
        foreach (var next in intervals.OrderBy(interval => interval.From))
        {
            if (union.Count > 0 && next.From <= union[^1].To)
            {
                var to = next.To > union[^1].To ? next.To : union[^1].To;
                union[^1] = union[^1] with { To = to };
            }
            else
            {
                union.Add(next);
            }
        }

        return union;
    }
}
