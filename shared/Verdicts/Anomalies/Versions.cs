namespace Shop.Verdicts.Anomalies;

/// <summary>
/// One key's versions, oldest first, and who wrote them. A register's versions stand in the order
/// of their values, a list's in the order of the longest read. Writes of unknown outcome count if
/// somebody saw them.
/// </summary>
internal sealed class Versions
{
    private readonly Transaction?[] writers;
    private readonly long[] values;
    private readonly Dictionary<long, int>? positions;

    private Versions(IReadOnlyList<(Operation One, Transaction By)> accesses)
    {
        var longest = accesses.Select(at => at.One.List).MaxBy(list => list?.Count ?? -1);
        var seen = accesses.Where(at => at.One.IsRead).Select(at => at.One.Version).ToHashSet();
        var written = accesses
            .Where(at => at.One.IsWrite && (at.One.Ok || seen.Contains(at.One.Version)))
            .ToLookup(at => at.One.Version, at => at.By);
        // A value that was written twice doesn't say which one was read.
        Clear = written.All(by => by.Count() == 1);
        values = longest is null
            ? [.. written.Select(by => by.Key).Order()]
            : [.. longest.Distinct()];
        writers = [.. values.Select(value => written[value].FirstOrDefault())];
        positions = longest is null
            ? null
            : values.Index().ToDictionary(at => at.Item, at => at.Index);
    }

    /// <summary>Whether every version has one writer at most.</summary>
    internal bool Clear { get; }

    internal IReadOnlyList<Transaction?> Writers => writers;

    internal static IEnumerable<(Versions Versions, (Operation One, Transaction By)[] Accesses)> Of(
        IEnumerable<Transaction> transactions) =>
        from transaction in transactions
        from one in transaction.Operations
        group (One: one, By: transaction) by one.Key into key
        let accesses = key.ToArray()
        let versions = new Versions(accesses)
        where versions.Clear
        select (versions, accesses);

    /// <returns>
    /// The place of the newest version that a read saw: −1 before all; null if it can't be told.
    /// </returns>
    internal int? Position(Operation read)
    {
        if (read.Version == long.MinValue)
        {
            return -1;
        }

        if (positions is not null)
        {
            return positions.TryGetValue(read.Version, out var place) ? place : null;
        }

        var found = Array.BinarySearch(values, read.Version);
        return found >= 0 ? found : ~found - 1;
    }

    /// <returns>Who wrote what a read saw, or null.</returns>
    internal Transaction? Writer(Operation read) =>
        Position(read) is { } at and >= 0 && values[at] == read.Version ? writers[at] : null;

    /// <returns>Who wrote over what a read saw, or null.</returns>
    internal Transaction? Overwriter(Operation read) =>
        Position(read) is { } at && at + 1 < writers.Length ? writers[at + 1] : null;
}
