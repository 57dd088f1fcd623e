namespace Aspire.Hosting;

/// <summary>How often a read returned less than had been known when it began.</summary>
/// <param name="Reads">Products that were read.</param>
/// <param name="Stale">Of them, older than what somebody had been told before.</param>
/// <param name="MaxAgeMs">
/// The longest time between the moment when the newer version was known and the start of a read
/// that still got the older one.
/// </param>
public sealed record Staleness(int Reads, int Stale, double MaxAgeMs)
{
    public double StalePercent => Reads == 0 ? 0 : 100.0 * Stale / Reads;

    /// <summary>
    /// A version is known from the end of the read that returned it on. An acknowledged checkout
    /// makes a newer one: one more than was known when it was sent.
    /// </summary>
    public static Staleness Of(IEnumerable<Operation> operations)
    {
        var products = operations
            .Where(one => one.Outcome == Outcome.Ok && one.Product > 0)
            .GroupBy(one => one.Product)
            .Select(product => OfOne([.. product.OrderBy(one => one.End)]))
            .ToList();
        return new Staleness(
            products.Sum(one => one.Reads),
            products.Sum(one => one.Stale),
            products.Select(one => one.MaxAgeMs).DefaultIfEmpty().Max());
    }

    private static Staleness OfOne(IReadOnlyList<Operation> operations)
    {
        var known = new List<(TimeSpan At, long Version)>();
        var (reads, stale, age) = (0, 0, TimeSpan.Zero);
        foreach (var one in operations)
        {
            var before = known.Where(fact => fact.At < one.Start).ToList();
            if (one.Kind == Kind.Checkout && before.Count > 0)
            {
                known.Add((one.End, before.Max(fact => fact.Version) + 1));
            }

            if (one is { Kind: Kind.Product, Version: >= 0 })
            {
                reads++;
                known.Add((one.End, one.Version));
                var newer = before.Where(fact => fact.Version > one.Version).ToList();
                stale += newer.Count > 0 ? 1 : 0;
                age = newer.Select(fact => one.Start - fact.At).Append(age).Max();
            }
        }

        return new Staleness(reads, stale, age.TotalMilliseconds);
    }
}
