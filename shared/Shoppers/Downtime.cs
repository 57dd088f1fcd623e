namespace Shop.Shoppers;

/// <summary>
/// How long shoppers got nothing. Operations stand in order of their intended start. A region is
/// down from the intended start of the first one that failed (after one that was answered, or
/// the first of all) to the intended start of the next one that was answered; without one, to the
/// end of the last that failed. Limited operations count as neither. Overall is the union: the
/// time during which at least one region was down. A single failure among answers counts for the
/// gap to its neighbour.
/// </summary>
/// <remarks>
/// Filter first if only writes matter: an answered read ends the downtime of writes.
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

    public static Downtime Of(IEnumerable<Operation> operations) =>
        new(operations
            .GroupBy(operation => operation.Region)
            .ToDictionary(group => group.Key, group => Intervals(group)));

    private static IReadOnlyList<Interval> Intervals(IEnumerable<Operation> operations)
    {
        var found = new List<Interval>();
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
                found.Add(new Interval(from, operation.Intended));
                down = null;
            }
        }

        if (down is { } start)
        {
            found.Add(new Interval(start, end));
        }

        return found;
    }
}
