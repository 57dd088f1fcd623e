namespace Shop.Verdicts.Linearizability;

/// <summary>Who saw whose value.</summary>
internal static class Unknowns
{
    /// <summary>
    /// Writes of unknown outcome whose value was seen. If nobody saw it, an order with that write
    /// is as good without it: next comes another write or nothing at all.
    /// </summary>
    internal static IEnumerable<Operation> ThatMatter(IReadOnlyList<Operation> operations)
    {
        var seen = operations.SelectMany(Seen).ToHashSet();
        return operations.Where(one => one.Outcome == Outcome.Unknown && seen.Contains(one.Value));
    }

    /// <summary>The values that an operation can't have met without their writes.</summary>
    internal static IEnumerable<long?> Seen(Operation one) => one switch
    {
        { List: { } list } => list.Select(element => (long?)element),
        { Kind: Kind.Read } => [one.Value],
        { Kind: Kind.Cas } => [one.Expected],
        _ => [],
    };
}
