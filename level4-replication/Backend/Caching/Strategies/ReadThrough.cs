namespace Shop.Caching;

/// <summary>
/// Values stay for their TTL and nobody tells the cache about changes: simple, and as stale as the
/// TTL is long. Carts aren't cached, or customers wouldn't see what they just put in.
/// </summary>
internal sealed class ReadThrough : Strategy
{
    public override string Name => StrategyNames.ReadThrough;

    public override bool CachesCarts => false;
}
