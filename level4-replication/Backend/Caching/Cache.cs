using System.Text.Json;
using StackExchange.Redis;

namespace Shop.Caching;

/// <summary>
/// The region's cache: values in Redis, which blue and green share. Each step does without Redis
/// when it has to.
/// </summary>
internal sealed class Cache(
    RegionalRedis redis, Flights flights, Deployment deployment, CacheSettings settings)
{
    private const string NoToken = "";

    // Longer than anything takes that may still bring an older value: a copy that is behind shows
    // old ones until it has caught up, and what is read from it would stay as long as this, too
    // (Strategy.UntilDropped).
    private static readonly TimeSpan TombstoneLife = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public bool IsUp => redis.IsUp;

    /// <returns>Null when it isn't there, or the cache is away.</returns>
    public async Task<T?> GetAsync<T>(string key)
        where T : class
    {
        var (done, value) = await redis.TryAsync(db => db.HashGetAsync(key, deployment.Release));
        if (!done && !settings.FallsBack)
            throw new InvalidOperationException("Redis is away, and this run needs it.");
        return value.IsNullOrEmpty ? null : JsonSerializer.Deserialize<T>((byte[])value!, Json);
    }

    /// <summary>Stores it unless something newer is known.</summary>
    /// <param name="version">Grows with the value's changes; 0 if it has none.</param>
    /// <param name="token">Of the lease, if the value was read under one.</param>
    public async Task<bool> PutAsync<T>(
        string key, T value, long version, TimeSpan life, string token = NoToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        var (_, stored) = await redis.TryAsync(db => db.ScriptEvaluateAsync(
            Scripts.Store,
            [key, Lease(key)],
            [token, version, deployment.Release, json, (long)life.TotalMilliseconds]));
        return stored is not null && (int)stored == 1;
    }

    /// <summary>Removes it for all releases. Whoever is reading it now must not bring it back.</summary>
    /// <param name="version">What is older is no longer true; 0 if unknown.</param>
    public Task DropAsync(string key, long version = 0)
    {
        flights.Forget(key);
        return redis.TryAsync(db => db.ScriptEvaluateAsync(
            Scripts.Drop,
            [key, Lease(key)],
            [version, (long)TombstoneLife.TotalMilliseconds]));
    }

    /// <summary>Removes everything that can be read again, and the right to bring it back.</summary>
    /// <returns>False while the cache is away.</returns>
    public async Task<bool> DropAllAsync()
    {
        flights.ForgetAll();
        return (await redis.TryAsync(DropAllAsync)).Done;
    }

    public static Task<RedisResult> DropAllAsync(IDatabase database) =>
        database.ScriptEvaluateAsync(
            Scripts.DropAll, [], [.. CacheKeys.Readable.Select(prefix => (RedisValue)$"{prefix}*")]);

    /// <summary>The right to ask the database for that key, one at a time in the region.</summary>
    /// <returns>Null when somebody else has it, or nobody can tell.</returns>
    public async Task<string?> TryLeaseAsync(string key, TimeSpan life)
    {
        var token = Guid.NewGuid().ToString("N");
        var (_, granted) = await redis.TryAsync(db =>
            db.StringSetAsync(Lease(key), token, life, When.NotExists));
        return granted ? token : null;
    }

    public Task ReturnLeaseAsync(string key) =>
        redis.TryAsync(db => db.KeyDeleteAsync(Lease(key)));

    /// <returns>How long the entry still lives; null when it isn't there.</returns>
    public async Task<TimeSpan?> LifeAsync(string key) =>
        (await redis.TryAsync(db => db.KeyTimeToLiveAsync(key))).Value;

    private static string Lease(string key) => CacheKeys.Leases + key;
}
