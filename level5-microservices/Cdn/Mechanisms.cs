namespace Shop;

/// <summary>
/// Which mechanism this run goes without (environment variable WITHOUT), so that one can see what
/// it is good for: <c>cdn</c> (everything is forwarded, nothing kept) or <c>coalescing</c>.
/// </summary>
internal sealed class Mechanisms(string? without)
{
    private volatile bool isSwitchedOn = true;

    /// <summary>Can be switched while it runs, but not on in a run without it.</summary>
    public bool Caching
    {
        get => isSwitchedOn && without is not "cdn";
        set => isSwitchedOn = value;
    }

    public bool Coalescing { get; } = without is not "coalescing";
}
