namespace Shop.Verdicts.Linearizability;

/// <summary>
/// Makes a history that has no order as small as it gets (delta debugging). Leaving out a read or
/// a write that nobody saw can't turn a good history into a bad one, so what is left still proves
/// the same. A write that somebody saw stays as long as its reader.
/// </summary>
internal sealed class Shrink
{
    private readonly Func<IReadOnlyList<Operation>, bool> fails;
    private readonly ILookup<long?, Operation> writers;
    private IReadOnlyList<Operation> smallest;

    private Shrink(
        IReadOnlyList<Operation> key,
        IReadOnlyList<Operation> failing,
        Func<IReadOnlyList<Operation>, bool> fails)
    {
        this.fails = fails;
        writers = key.Where(one => one.IsWrite).ToLookup(one => one.Value);
        smallest = WithWriters(failing);
    }

    /// <param name="key">All operations of the key.</param>
    /// <param name="failing">Those that have no order.</param>
    /// <param name="fails">Whether some of them have no order, for certain.</param>
    internal static IReadOnlyList<Operation> Smallest(
        IReadOnlyList<Operation> key,
        IReadOnlyList<Operation> failing,
        Func<IReadOnlyList<Operation>, bool> fails)
    {
        var shrink = new Shrink(key, failing, fails);
        shrink.TryLast();
        for (var size = shrink.smallest.Count / 2; size > 0; size /= 2)
        {
            // At single operations, as long as it helps: one may have to go before another can.
            while (shrink.TryWithout(size) && size == 1)
            {
            }
        }

        return shrink.smallest;
    }

    // The cause is most often near the end, where the search got stuck.
    private void TryLast()
    {
        for (var size = 2; size < smallest.Count; size *= 2)
        {
            if (Try(smallest.OrderByDescending(one => one.Start).Take(size)))
            {
                return;
            }
        }
    }

    private bool TryWithout(int size)
    {
        var helped = false;
        for (var from = smallest.Count - size; from > -size; from -= size)
        {
            var (first, behind) = (Math.Max(from, 0), from + size);
            helped |= Try(smallest.Where((_, index) => index < first || index >= behind));
        }

        return helped;
    }

    private bool Try(IEnumerable<Operation> some)
    {
        var candidate = WithWriters(some);
        if (candidate.Count >= smallest.Count || !fails(candidate))
        {
            return false;
        }

        smallest = candidate;
        return true;
    }

    private List<Operation> WithWriters(IEnumerable<Operation> some)
    {
        var kept = new HashSet<Operation>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Operation>(some);
        while (open.TryPop(out var one))
        {
            if (kept.Add(one))
            {
                foreach (var writer in Unknowns.Seen(one).SelectMany(value => writers[value]))
                {
                    open.Push(writer);
                }
            }
        }

        return [.. kept.OrderBy(one => one.Start)];
    }
}
