using System.Net.Http.Json;

namespace Shop;

/// <summary>Talks to the caches behind all backends at once.</summary>
internal sealed class CacheControl(IReadOnlyList<ProjectResource> backends, string key) : IDisposable
{
    private const int Attempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ControlClient http = new(key);

    /// <summary>Changes how all of them cache; what is null stays as it is. Empties the caches.</summary>
    /// <param name="strategy">
    /// none, read-through, write-through, write-around, write-behind, invalidate or prefetch.
    /// </param>
    /// <param name="ttlSeconds">How long an entry stays that nobody drops.</param>
    /// <param name="eviction">
    /// What goes when a cache is full: volatile-lru, volatile-lfu or volatile-random.
    /// </param>
    public Task SetAsync(string? strategy = null, double? ttlSeconds = null, string? eviction = null) =>
        Task.WhenAll(backends.Select(backend =>
            SetAsync(backend, new { strategy, ttlSeconds, eviction })));

    /// <summary>Empties all of them.</summary>
    public Task FlushAsync() => Task.WhenAll(backends.Select(backend =>
        http.SendAsync(HttpMethod.Post, backend, "backend/cache/flush")));

    /// <summary>How each backend's cache is doing, by the backend's name.</summary>
    public async Task<IReadOnlyDictionary<string, CacheState>> ReadAsync()
    {
        var states = await Task.WhenAll(backends.Select(async backend =>
            (backend.Name, State: await http.GetAsync<CacheState>(backend, "backend/cache"))));
        return states.ToDictionary(one => one.Name, one => one.State);
    }

    /// <summary>What the backends of a region, or all of them, counted since their start.</summary>
    public async Task<CacheCounts> CountAsync(Region? region = null)
    {
        var states = await Task.WhenAll(backends
            .Where(backend => region is null || backend.Place()!.Region == region)
            .Select(backend => http.GetAsync<CacheState>(backend, "backend/cache")));
        return new(
            states.Sum(one => one.Hits),
            states.Sum(one => one.Misses),
            states.Sum(one => one.Queries));
    }

    public void Dispose() => http.Dispose();

    // A backend that thinks for a moment that its Redis is away can't change it.
    private async Task SetAsync(ProjectResource backend, object change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await http.SendAsync(HttpMethod.Put, backend, "backend/cache", change);
                return;
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(Pause);
            }
        }
    }
}

/// <summary>What several backends' caches did.</summary>
/// <param name="Queries">Round trips to the database.</param>
internal sealed record CacheCounts(long Hits, long Misses, long Queries)
{
    /// <summary>Per cent of what was asked for.</summary>
    public double HitPercent => 100.0 * Hits / Math.Max(1, Hits + Misses);

    public static CacheCounts operator -(CacheCounts later, CacheCounts earlier) => new(
        later.Hits - earlier.Hits,
        later.Misses - earlier.Misses,
        later.Queries - earlier.Queries);
}

/// <param name="Strategy">Its name.</param>
/// <param name="Eviction">Null while Redis is away.</param>
/// <param name="Redis">up or down, as the backend sees it.</param>
/// <param name="Hits">Of this instance since its start, as all further numbers are.</param>
/// <param name="Queries">Round trips to the database.</param>
/// <param name="Evictions">The region's, since its Redis started; null while Redis is away.</param>
/// <param name="Pending">Changes of carts that wait in the region's Redis.</param>
/// <param name="Acknowledged">Changes of carts that only Redis knew when they were acknowledged.</param>
/// <param name="Flushed">Those of all instances that this one brought to the database.</param>
/// <param name="Refused">Those that came too late.</param>
internal sealed record CacheState(
    string Strategy,
    string? Eviction,
    double TtlSeconds,
    string Redis,
    long Hits,
    long Misses,
    long Coalesced,
    long Invalidations,
    long Queries,
    long? Evictions,
    long Pending,
    long Acknowledged,
    long Flushed,
    long Refused);
