namespace Shop.Reviews;

/// <summary>
/// Conflict-free replicated data types: chosen so that there is nothing to decide. Nothing is lost,
/// and the price is that a shop must be able to say what it wants in sets and counters.
/// </summary>
internal sealed record Crdt(OrSet Reviews, PnCounter Likes) : ICopy<Crdt>
{
    public static readonly Crdt Empty = new(OrSet.Empty, PnCounter.Zero);

    [JsonIgnore]
    public Opinions Shown => new([.. Reviews.Added.Values], Likes.Value);

    public Crdt After(Change change)
    {
        var reviews = change.Added is { } added ? Reviews.Add(added) : Reviews;
        return new(
            change.Removed is { } removed ? reviews.Remove(removed) : reviews,
            Likes.Add(change.Site, change.Liked));
    }

    public Crdt Merge(Crdt other) => new(Reviews.Merge(other.Reviews), Likes.Merge(other.Likes));
}
