namespace Shop.Reviews;

/// <summary>What a customer says of a product.</summary>
/// <param name="Id">Made where it was written, without asking anybody.</param>
internal sealed record Review(string Id, long Customer, string Text);

public sealed record Draft(
    [property: Required, StringLength(500, MinimumLength = 1)] string Text);

/// <summary>A product's reviews and likes, as somebody sees them.</summary>
internal sealed record Opinions(IReadOnlyList<Review> Reviews, int Likes)
{
    public static readonly Opinions None = new([], 0);

    public Opinions After(Change change) => new(
        [
            .. Reviews.Where(review => review.Id != change.Removed),
            .. change.Added is { } added ? [added] : Array.Empty<Review>(),
        ],
        Likes + change.Liked);
}

/// <summary>What a customer does in one region.</summary>
/// <param name="Site">The region: us, eu or ap.</param>
/// <param name="At">By the clock there.</param>
internal sealed record Change(string Site, DateTimeOffset At)
{
    public Review? Added { get; init; }

    /// <summary>The review's id.</summary>
    public string? Removed { get; init; }

    /// <summary>1 for a like; -1 would take one back, which this shop has no button for.</summary>
    public int Liked { get; init; }
}
