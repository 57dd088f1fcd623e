namespace Shop.Caching;

/// <summary>
/// As <see cref="Invalidate"/>, and what is asked for most is read again before it is missed: not
/// even the first customer after a change waits. Paid with queries that nobody may need.
/// </summary>
internal sealed class Prefetch(Invalidate invalidate) : Strategy
{
    public override string Name => StrategyNames.Prefetch;

    public override bool Listens => true;

    public override bool Prefetches => true;

    public override TimeSpan ProductLife(TimeSpan ttl) => invalidate.ProductLife(ttl);
}
