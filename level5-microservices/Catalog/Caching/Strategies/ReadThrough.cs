namespace Shop.Caching;

/// <summary>
/// Values stay for their TTL and nobody tells the cache about changes: simple, and as stale as the
/// TTL is long.
/// </summary>
internal sealed class ReadThrough : Strategy
{
    public override string Name => StrategyNames.ReadThrough;
}
