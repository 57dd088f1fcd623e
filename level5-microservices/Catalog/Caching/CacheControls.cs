namespace Shop.Caching;

/// <summary>Changes how the cache works, between two requests.</summary>
internal sealed class CacheControls(
    CurrentStrategy strategy, CacheSettings settings, Cache cache, Eviction eviction)
{
    /// <returns>What is wrong with the wish; null when it is fulfilled.</returns>
    public async Task<string?> ChangeAsync(CacheChange change)
    {
        if (change.TtlSeconds is not null and not (>= 0.1 and <= 3_600))
            return "A TTL is 0.1 to 3,600 seconds.";
        if (change.Eviction is { } policy && !Eviction.IsKnown(policy))
            return $"There is no eviction policy {policy}.";
        if (change.Strategy is { } name && !strategy.TrySet(name))
            return $"There is no strategy {name}.";
        if (change.Eviction is { } wanted && !await eviction.SetAsync(wanted))
            return "Redis is away or refuses.";
        settings.Ttl = change.TtlSeconds is { } ttl ? TimeSpan.FromSeconds(ttl) : settings.Ttl;
        // What was stored under other rules might stay longer than the new ones allow.
        if (change.Strategy is not null || change.TtlSeconds is not null)
            await cache.DropAllAsync();
        return null;
    }
}

/// <summary>What is null stays as it is.</summary>
/// <param name="Eviction">What Redis throws away when its memory is full.</param>
internal sealed record CacheChange(string? Strategy, double? TtlSeconds, string? Eviction);
