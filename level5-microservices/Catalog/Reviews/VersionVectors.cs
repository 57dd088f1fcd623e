namespace Shop.Reviews;

/// <summary>
/// Each version says how many changes of each region it contains. So one can tell an older version
/// from one that was made elsewhere at the same time: of those, both are kept, side by side, and the
/// shop has to make one of them. Ours shows every review that any of them has, and as many likes as
/// the one with most: it can't know which of the likes are the same. What one side removed and the
/// other still had comes back.
/// </summary>
internal sealed record VersionVectors(IReadOnlyList<Version> Siblings) : ICopy<VersionVectors>
{
    public static readonly VersionVectors Empty = new([]);

    [JsonIgnore]
    public Opinions Shown => new(
        [.. Siblings.SelectMany(one => one.Opinions.Reviews).DistinctBy(review => review.Id)],
        Siblings.Select(one => one.Opinions.Likes).DefaultIfEmpty(0).Max());

    // Whoever changes what is shown has seen all siblings, and settles their conflict.
    public VersionVectors After(Change change)
    {
        var counts = new SortedDictionary<string, int>(Siblings
            .SelectMany(one => one.Counts)
            .GroupBy(count => count.Key, count => count.Value)
            .ToDictionary(site => site.Key, site => site.Max()));
        counts[change.Site] = counts.GetValueOrDefault(change.Site) + 1;
        return new([new(counts, Shown.After(change))]);
    }

    public VersionVectors Merge(VersionVectors other)
    {
        var all = Siblings.Concat(other.Siblings).DistinctBy(one => one.Name).ToList();
        return new([.. all
            .Where(one => !all.Exists(later => later != one && later.Contains(one)))
            .OrderBy(one => one.Name, StringComparer.Ordinal),]);
    }
}

/// <param name="Counts">How many changes of each region it contains.</param>
internal sealed record Version(IReadOnlyDictionary<string, int> Counts, Opinions Opinions)
{
    /// <summary>No two versions have the same: a region makes its changes one after another.</summary>
    [JsonIgnore]
    public string Name => string.Join(
        ' ', Counts.OrderBy(one => one.Key).Select(one => $"{one.Key}:{one.Value}"));

    public bool Contains(Version other) =>
        other.Counts.All(one => one.Value <= Counts.GetValueOrDefault(one.Key));
}
