namespace Shop.Shoppers;

/// <summary>
/// How long shoppers got nothing. Operations of one region and class stand in order of their
/// intended start. They are down from the intended start of the first one that failed (after one
/// that was answered, or the first of all) to the intended start of the next one that was
/// answered; without one, until a given end or the end of the last that failed. Limited
/// operations count as neither. A region's downtime is the union over its classes: the time
/// during which at least one of reads, writes and assets failed. Overall is the union over the
/// regions.
/// </summary>
/// <remarks>
/// A single failure among answers counts for the gap to its neighbour. To know the downtime of
/// writes, filter the operations first.
/// </remarks>
public sealed class Downtime
{
    private Downtime(Dictionary<string, IReadOnlyList<Interval>> regions)
    {
        Regions = regions;
        Overall = Interval.Union(regions.Values.SelectMany(interval => interval));
    }

    /// <summary>The intervals of each region that had operations, in order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Interval>> Regions { get; }

    /// <summary>When at least one region was down.</summary>
    public IReadOnlyList<Interval> Overall { get; }

    /// <summary>Total of <see cref="Overall"/> in seconds.</summary>
    public double Seconds => Interval.Seconds(Overall);

    /// <summary>Total of one region in seconds, 0 if it is not known.</summary>
    public double SecondsIn(string region) =>
        Interval.Seconds(Regions.GetValueOrDefault(region, []));

    /// <param name="operations">In any order.</param>
    /// <param name="until">When a downtime that nothing ended is taken to end.</param>
    public static Downtime Of(IEnumerable<Operation> operations, TimeSpan? until = null) =>
        new(operations
            .GroupBy(operation => operation.Region)
            .ToDictionary(region => region.Key, region => Interval.Union(region
                .GroupBy(operation => operation.Class)
                .SelectMany(group => Intervals(group, until)))));

    private static IEnumerable<Interval> Intervals(
        IEnumerable<Operation> operations,
        TimeSpan? until)
    {
        TimeSpan? down = null;
        var end = TimeSpan.Zero;
        foreach (var operation in operations.OrderBy(operation => operation.Intended))
        {
            if (operation.Missed)
            {
                down ??= operation.Intended;
                end = operation.End > end ? operation.End : end;
            }
            else if (operation.Answered && down is { } from)
            {
                yield return new Interval(from, operation.Intended);
                down = null;
            }
        }

        if (down is { } start)
        {
            yield return new Interval(start, until ?? end);
        }
    }
}
