using Shop.Shoppers;

namespace Shop;

/// <summary>How long changes of products remained unseen, by what shoppers were told and read.</summary>
internal static class StaleWindows
{
    /// <summary>
    /// For each change that somebody in a region overlooked: from the moment it was known anywhere
    /// to the begin of the last read here that still got an older version. In milliseconds.
    /// </summary>
    public static IReadOnlyList<double> Of(Phase phase, Region region) =>
        [.. phase.Window.Operations
            .Where(one => one.Outcome == Outcome.Ok && one.Product > 0)
            .GroupBy(one => one.Product)
            .SelectMany(product => OfOne([.. product.OrderBy(one => one.End)], region.Name)),];

    private static IEnumerable<double> OfOne(IReadOnlyList<Operation> product, string region)
    {
        var known = Known(product);
        var reads = product.Where(one => one.Region == region && one.Version >= 0).ToList();
        return known
            .Select(fact => reads
                .Where(read => read.Version < fact.Version && read.Start > fact.At)
                .Select(read => (read.Start - fact.At).TotalMilliseconds)
                .DefaultIfEmpty()
                .Max())
            .Where(window => window > 0);
    }

    // A version is known when somebody has read it. A purchase makes one more than was known when
    // it was sent, and whoever bought knows that from the acknowledgement on.
    private static List<(TimeSpan At, long Version)> Known(IReadOnlyList<Operation> product)
    {
        var known = new List<(TimeSpan At, long Version)>();
        foreach (var one in product)
        {
            var version = one.Kind == Kind.Checkout
                ? known.Where(fact => fact.At < one.Start).Select(fact => fact.Version + 1).LastOrDefault()
                : one.Version;
            if (version > (known.Count == 0 ? 0 : known[^1].Version))
                known.Add((one.End, version));
        }

        return known;
    }
}
