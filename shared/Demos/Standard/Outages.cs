namespace Aspire.Hosting;

/// <summary>
/// When more than one customer in a row got nothing. Writes come a second apart: a single one that
/// fails would count for as long as the time between its neighbours.
/// </summary>
internal sealed class Outages
{
    private readonly Dictionary<string, IReadOnlyList<Interval>> regions;
    private readonly IReadOnlyList<Interval> purchases;

    private Outages(IReadOnlyList<Operation> operations)
    {
        regions = operations
            .GroupBy(one => one.Region)
            .ToDictionary(region => region.Key, region => Interval.Union(region
                .GroupBy(one => one.Class)
                .SelectMany(Rows)
                .Concat(Rows(Purchases(region)))));
        // Few, and one database takes all of them: two in a row may be two regions' customers.
        purchases = [.. Rows(Purchases(operations))];
    }

    /// <summary>When at least one region was without service, or nobody could buy.</summary>
    public double Seconds =>
        Interval.Seconds(Interval.Union(regions.Values.SelectMany(one => one).Concat(purchases)));

    public static Outages Of(IEnumerable<Operation> operations) => new([.. operations]);

    public double SecondsIn(string region) => Interval.Seconds(regions.GetValueOrDefault(region, []));

    // Who can't buy is not helped by somebody who fills a cart, which another service may keep.
    private static IEnumerable<Operation> Purchases(IEnumerable<Operation> operations) =>
        operations.Where(one => one.Kind == Kind.Checkout);

    // Until the next one was answered; but where they are few, no longer than the last one waited.
    private static IEnumerable<Interval> Rows(IEnumerable<Operation> operations)
    {
        var all = operations.Where(one => one.Missed || one.Answered).OrderBy(one => one.Intended).ToList();
        for (var first = 0; first < all.Count; first++)
        {
            var row = all.Skip(first).TakeWhile(one => one.Missed).ToList();
            first += row.Count;
            if (row.Count > 1)
            {
                var over = row.Max(one => one.End);
                var answered = first < all.Count ? all[first].Intended : over;
                yield return new(row[0].Intended, over < answered ? over : answered);
            }
        }
    }
}
