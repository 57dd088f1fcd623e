using System.Diagnostics;

namespace Shop.Caching;

/// <summary>
/// Reads a value from the cache, or else from the database into the cache. However many customers
/// miss it at once, one of a region asks: others of this process share its flight, other processes
/// wait for its lease.
/// </summary>
internal sealed class CacheReader(
    Cache cache,
    Flights flights,
    CurrentStrategy strategy,
    CacheSettings settings,
    CacheFigures figures,
    ServerTiming timing)
{
    // Longer than a query may take: who has the lease either fills or has failed.
    private static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    /// <returns>Null when the database doesn't have it either.</returns>
    public async Task<T?> ReadAsync<T>(CacheEntry<T> entry)
        where T : class
    {
        if (!strategy.Value.Caches)
        {
            timing.Cache = "off";
            return await entry.Load();
        }
        var found = settings.SingleFlight
            ? await flights.JoinAsync(
                entry.Key, () => FindAsync(entry, FetchAsync), () => LoadAsync(entry))
            : await FindAsync(entry, missed => FillAsync(missed, ""));
        (found.IsHit ? figures.Hits : figures.Misses).Add();
        timing.Cache = found.IsHit ? "hit" : cache.IsUp ? "miss" : "off";
        return found.Value;
    }

    /// <summary>Reads it anew, unless somebody else does already.</summary>
    public async Task RefreshAsync<T>(CacheEntry<T> entry)
        where T : class
    {
        if (cache.IsUp && await cache.TryLeaseAsync(entry.Key, LeaseLife) is { } token)
            await FillAsync(entry, token);
    }

    private async Task<Found<T>> FindAsync<T>(
        CacheEntry<T> entry, Func<CacheEntry<T>, Task<T?>> fetch)
        where T : class =>
        await cache.GetAsync<T>(entry.Key) is { } value
            ? new(value, IsHit: true)
            : new(await fetch(entry), IsHit: false);

    private static async Task<Found<T>> LoadAsync<T>(CacheEntry<T> entry)
        where T : class => new(await entry.Load(), IsHit: false);

    private async Task<T?> FetchAsync<T>(CacheEntry<T> entry)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (cache.IsUp && Stopwatch.GetElapsedTime(started) < Flights.Patience)
        {
            var token = await cache.TryLeaseAsync(entry.Key, LeaseLife);
            // The one before may have filled it between this one's look and its lease.
            var value = await cache.GetAsync<T>(entry.Key);
            if (value is null && token is not null)
                return await FillAsync(entry, token);
            if (token is not null)
                await cache.ReturnLeaseAsync(entry.Key);
            if (value is not null)
            {
                figures.Coalesced.Add();
                return value;
            }
            await Task.Delay(LookAgain);
        }
        return await entry.Load();
    }

    private async Task<T?> FillAsync<T>(CacheEntry<T> entry, string token)
        where T : class
    {
        T? value = null;
        try
        {
            value = await entry.Load();
        }
        finally
        {
            if (value is null)
                await cache.ReturnLeaseAsync(entry.Key);
        }
        if (value is not null
            && await cache.PutAsync(entry.Key, value, entry.Version(value), entry.Life(), token))
            figures.Fills.Add();
        return value;
    }
}

/// <param name="Life">
/// How long it may stay, asked when it is kept: the strategy may have been switched since it was
/// missed.
/// </param>
/// <param name="Load">Asks the database. Null: it isn't there.</param>
/// <param name="Version">Grows with every change; 0 if there is no such number.</param>
internal sealed record CacheEntry<T>(
    string Key, Func<TimeSpan> Life, Func<Task<T?>> Load, Func<T, long> Version)
    where T : class;

internal sealed record Found<T>(T? Value, bool IsHit);
