namespace Shop.Answers;

/// <summary>
/// What the edge's entry in <c>Server-Timing</c> says: hit, miss, stale, revalidated, bypass.
/// </summary>
internal static class CacheState
{
    public const string Hit = "cdn;desc=hit";

    public const string Miss = "cdn;desc=miss";

    public const string Stale = "cdn;desc=stale";

    public const string Revalidated = "cdn;desc=revalidated";

    public const string Bypass = "cdn;desc=bypass";
}
