namespace Shop.Caching;

/// <summary>Says how the cache is doing. Counters are this instance's since it started.</summary>
internal sealed class CacheReport(
    CurrentStrategy strategy,
    CacheSettings settings,
    CacheFigures figures,
    RegionalRedis redis,
    Reception reception,
    Eviction eviction)
{
    public async Task<CacheState> ReadAsync() => new(
        strategy.Value.Name,
        await eviction.PolicyAsync(),
        settings.Ttl.TotalSeconds,
        redis.IsUp ? "up" : "down",
        reception.IsGood)
    {
        Hits = figures.Hits.Value,
        Misses = figures.Misses.Value,
        Fills = figures.Fills.Value,
        Coalesced = figures.Coalesced.Value,
        Invalidations = figures.Invalidations.Value,
        Gaps = figures.Gaps.Value,
        Prefetches = figures.Prefetches.Value,
        RedisFailures = figures.RedisFailures.Value,
        Evictions = await eviction.CountAsync(),
    };
}

/// <param name="Redis">up or down, as this instance sees it.</param>
/// <param name="Listening">Whether the database's news of changed products arrive.</param>
internal sealed record CacheState(
    string Strategy, string? Eviction, double TtlSeconds, string Redis, bool Listening)
{
    public long Hits { get; init; }

    public long Misses { get; init; }

    public long Fills { get; init; }

    public long Coalesced { get; init; }

    public long Invalidations { get; init; }

    public long Gaps { get; init; }

    public long Prefetches { get; init; }

    public long RedisFailures { get; init; }

    /// <summary>The region's, since its Redis started. Null: Redis is away.</summary>
    public long? Evictions { get; init; }
}
