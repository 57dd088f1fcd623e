namespace Shop;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>cdn</c> (everything is forwarded, nothing kept) or <c>coalescing</c>.
/// </summary>
internal sealed class Mechanisms(string? without)
{
    private volatile bool isCaching = without is not "cdn";

    /// <summary>Can be switched while it runs.</summary>
    public bool Caching
    {
        get => isCaching;
        set => isCaching = value;
    }

    public bool Coalescing { get; } = without is not "coalescing";
}
