namespace Shop;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>fencing</c>, <c>election</c>, <c>promotion-check</c>.
/// </summary>
internal sealed class Mechanisms(string? without)
{
    private volatile bool isFenced = without is not "fencing";

    /// <summary>Whether the database refuses by itself; can be switched while it runs.</summary>
    public bool Fencing
    {
        get => isFenced;
        set => isFenced = value;
    }

    public bool Election => without is not "election";

    public bool PromotionCheck => without is not "promotion-check";
}
