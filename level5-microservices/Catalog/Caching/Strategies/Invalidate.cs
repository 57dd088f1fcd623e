namespace Shop.Caching;

/// <summary>
/// Values stay until they change. The database tells every region (see Invalidation.cs).
/// </summary>
internal sealed class Invalidate(Reception reception) : Strategy
{
    public override string Name => StrategyNames.Invalidate;

    public override bool Listens => true;

    public override TimeSpan ProductLife(TimeSpan ttl) => reception.IsGood ? UntilDropped : ttl;
}
