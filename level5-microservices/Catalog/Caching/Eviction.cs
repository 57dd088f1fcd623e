using System.Globalization;

namespace Shop.Caching;

/// <summary>
/// What the region's Redis throws away when its memory is full: the least recently used, the least
/// frequently used, or anything. All entries expire, so a policy for those that do (volatile-…)
/// means all of them, and spares the changes of carts that are not yet written.
/// </summary>
internal sealed class Eviction(RegionalRedis redis)
{
    private static readonly string[] Policies =
    [
        "allkeys-lru",
        "allkeys-lfu",
        "allkeys-random",
        "volatile-lru",
        "volatile-lfu",
        "volatile-random",
    ];

    public static bool IsKnown(string policy) => Policies.Contains(policy, StringComparer.Ordinal);

    public async Task<bool> SetAsync(string policy) => (await redis.TryAsync(
        db => db.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", policy))).Done;

    /// <returns>Null when Redis is away.</returns>
    public async Task<string?> PolicyAsync()
    {
        var (_, pair) = await redis.TryAsync(
            db => db.ExecuteAsync("CONFIG", "GET", "maxmemory-policy"));
        return pair is null ? null : ((string[]?)pair)?.ElementAtOrDefault(1);
    }

    /// <summary>Entries thrown away since Redis started.</summary>
    public async Task<long?> CountAsync()
    {
        const string Name = "evicted_keys:";
        var (_, info) = await redis.TryAsync(db => db.ExecuteAsync("INFO", "stats"));
        if (info is null)
            return null;
        var line = ((string)info!).Split("\r\n")
            .First(one => one.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }
}
