namespace Shop.Caching;

/// <summary>Every request asks the database, wherever that is.</summary>
internal sealed class None : Strategy
{
    public override string Name => StrategyNames.None;

    public override bool Caches => false;
}
