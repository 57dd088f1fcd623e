namespace Shop.Protocol;

public sealed record Review(int Product, int Stars, string Text);

/// <summary>What anybody may write: reviews of products, and the notice in the window.</summary>
public sealed class Board(Identity self, Ledger ledger, TimeProvider time)
{
    /// <summary>A product's reviews by their tags.</summary>
    public IReadOnlyDictionary<string, Review> Reviews(int product)
    {
        var reviews = new OrSet<Review>();
        foreach (var entry in ledger.Under($"review/{product}/"))
        {
            if (Json.Read<Review>(entry.Body) is { } review)
            {
                var tag = entry.Key.Split('/')[2];
                reviews.Add(tag, review);
                if (ledger.Find($"unreview/{entry.AuthorId}/{tag}") is not null)
                {
                    reviews.Remove(tag);
                }
            }
        }

        return reviews.Items.ToDictionary();
    }

    public Entry AddReview(Review review)
    {
        var entry = Entry.WriteOnce(self, $"review/{review.Product}", review);
        ledger.Take(entry);
        return entry;
    }

    /// <summary>Takes back a review of one's own.</summary>
    public void RemoveReview(string tag) =>
        ledger.Take(Entry.Write(self, $"unreview/{self.Id}/{tag}", 1, tag));

    public Register<string>? Notice => ledger.Find(Rules.Notice) is { } entry
        ? new(Json.Read<string>(entry.Body) ?? "", entry.Version, entry.AuthorId)
        : null;

    public void WriteNotice(string text) =>
        ledger.Take(Entry.Write(self, Rules.Notice, time.GetUtcNow().ToUnixTimeMilliseconds(), text));
}
