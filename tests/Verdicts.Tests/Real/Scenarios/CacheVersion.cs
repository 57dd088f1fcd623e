using Shop.Caching;
using Shop.Tests;
using Shop.Verdicts.Adapters;
using StackExchange.Redis;

namespace Shop.Verdicts.Tests.Real.Scenarios;

/// <summary>
/// A reader takes an old value from the database and fills the cache with it when everybody has
/// been told to forget it. The shop's own scripts keep a tombstone with a version instead.
/// </summary>
internal sealed class CacheVersion : Scenario
{
    private const string Release = "one";
    private const long Life = 60_000;

    private static readonly RedisKey[] Keys = ["price", "price:lease"];

    internal override string Mechanism => "version in the cache";

    internal override string Guarantee => "stale read";

    internal override async Task RunAsync(Stage stage)
    {
        using var redis = await ConnectAsync(stage);
        var cache = redis.GetDatabase();
        await cache.KeyDeleteAsync(Keys);
        var merchant = await stage.ClientAsync("merchant", stage.Leader);
        var slow = await stage.ClientAsync("slow reader", stage.Leader);
        var fast = await stage.ClientAsync("fast reader", stage.Leader);
        await merchant.WriteAsync("price", 1);
        var seen = await ReadAsync(stage.Log, "slow reader", cache, slow);
        await merchant.WriteAsync("price", 2);
        await DropAsync(cache, version: 2, stage.IsOn);
        await StoreAsync(cache, seen, stage.IsOn);
        var shown = await ReadAsync(stage.Log, "fast reader", cache, fast);
        Assert.Equal(stage.IsOn ? 2 : 1, shown);
    }

    private static Task DropAsync(IDatabase cache, long version, bool isOn) => isOn
        ? cache.ScriptEvaluateAsync(Scripts.Drop, Keys, [version, Life])
        : cache.KeyDeleteAsync(Keys);

    // Between reading the value and storing it, the reader may take as long as it likes.
    private static Task StoreAsync(IDatabase cache, long? value, bool isOn) => isOn
        ? cache.ScriptEvaluateAsync(Scripts.Store, Keys, ["", value, Release, value, Life])
        : cache.HashSetAsync(Keys[0], Release, value);

    private static async Task<long?> ReadAsync(
        RegisterLog log, string name, IDatabase cache, Client database)
    {
        var number = log.BeginRead(name, "price");
        var cached = (long?)await cache.HashGetAsync(Keys[0], Release);
        if (cached is null)
            return await database.ReadAsync("price");
        log.EndRead(number, cached, "cache");
        return cached;
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(Stage stage)
    {
        var redis = default(ConnectionMultiplexer);
        await Eventually.BecomesTrueAsync(async () =>
        {
            try
            {
                redis = await stage.Servers.Cache.ConnectAsync();
            }
            catch (RedisConnectionException)
            {
                // It has only just been started.
            }

            return redis is not null;
        });
        return redis!;
    }
}
