namespace Shop.Caching;

/// <summary>The strategies, as the environment and the control API call them.</summary>
internal static class StrategyNames
{
    public const string None = "none";
    public const string ReadThrough = "read-through";
    public const string Invalidate = "invalidate";
    public const string Prefetch = "prefetch";
}
