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
    /// none, read-through, invalidate or prefetch.
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

/// <param name="Strategy">Its name.</param>
/// <param name="Eviction">Null while Redis is away.</param>
/// <param name="Redis">up or down, as the backend sees it.</param>
/// <param name="Hits">Of this instance since its start, as all further numbers are.</param>
/// <param name="Evictions">The region's, since its Redis started; null while Redis is away.</param>
internal sealed record CacheState(
    string Strategy,
    string? Eviction,
    double TtlSeconds,
    string Redis,
    long Hits,
    long Misses,
    long Coalesced,
    long Invalidations,
    long? Evictions);
