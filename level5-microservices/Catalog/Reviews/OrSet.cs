namespace Shop.Reviews;

/// <summary>
/// An observed-remove set. Each addition has a name that nothing else ever has; a removal names the
/// additions that it has seen, and says nothing of others. So two regions never contradict each
/// other, and the union of what they know is what happened.
/// </summary>
/// <param name="Removed">
/// Kept, or a region that hasn't heard would bring them back. Real ones forget them when all have.
/// </param>
internal sealed record OrSet(
    IReadOnlyDictionary<string, Review> Added,
    IReadOnlyCollection<string> Removed)
{
    public static readonly OrSet Empty = new(new SortedDictionary<string, Review>(), []);

    public OrSet Add(Review review) => Merge(new(
        new SortedDictionary<string, Review> { [review.Id] = review }, []));

    public OrSet Remove(string id) => Merge(Empty with { Removed = [id] });

    public OrSet Merge(OrSet other)
    {
        var removed = new SortedSet<string>(Removed.Concat(other.Removed));
        var added = new SortedDictionary<string, Review>(Added
            .Concat(other.Added)
            .DistinctBy(one => one.Key)
            .Where(one => !removed.Contains(one.Key))
            .ToDictionary());
        return new(added, [.. removed]);
    }
}
