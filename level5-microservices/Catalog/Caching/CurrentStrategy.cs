namespace Shop.Caching;

/// <summary>The strategy in force, which can be changed between two requests.</summary>
internal sealed class CurrentStrategy
{
    private readonly Dictionary<string, Strategy> all;
    private readonly bool isOff;
    private volatile Strategy value;

    public CurrentStrategy(IEnumerable<Strategy> strategies, CacheSettings settings)
    {
        all = strategies.ToDictionary(strategy => strategy.Name, StringComparer.Ordinal);
        isOff = settings.IsOff;
        value = all[StrategyNames.None];
        if (!TrySet(settings.Strategy))
            throw new InvalidOperationException($"There is no CACHE_STRATEGY {settings.Strategy}.");
    }

    public Strategy Value => value;

    /// <returns>False when there is no such strategy.</returns>
    public bool TrySet(string name)
    {
        if (!all.TryGetValue(name, out var found))
            return false;
        value = isOff ? all[StrategyNames.None] : found;
        return true;
    }
}
