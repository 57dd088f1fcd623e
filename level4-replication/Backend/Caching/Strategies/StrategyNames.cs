namespace Shop.Caching;

/// <summary>The strategies, as the environment and the control API call them.</summary>
internal static class StrategyNames
{
    public const string None = "none";
    public const string ReadThrough = "read-through";
    public const string WriteThrough = "write-through";
    public const string WriteAround = "write-around";
    public const string WriteBehind = "write-behind";
    public const string Invalidate = "invalidate";
    public const string Prefetch = "prefetch";
}
