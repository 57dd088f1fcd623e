using System.Globalization;
using Dapper;
using Npgsql;

namespace Shop.Tests;

/// <summary>One region: blue, green, and the Redis that they share.</summary>
public sealed class CachingRegion : IAsyncDisposable
{
    private const string ControlKey = "only the test knows";

    private CachingRegion(string database, RedisServer redis, Service blue, Service green)
    {
        Database = database;
        Redis = redis;
        Blue = blue;
        Green = green;
        foreach (var backend in (Service[])[blue, green])
            backend.Client.DefaultRequestHeaders.Add("X-Control-Key", ControlKey);
    }

    public string Database { get; }

    public RedisServer Redis { get; }

    public Service Blue { get; }

    public Service Green { get; }

    /// <param name="way">To the database, if it isn't the direct one.</param>
    public static async Task<CachingRegion> StartAsync(
        string database,
        string strategy = "invalidate",
        double ttlSeconds = 60,
        string without = "",
        string greenRelease = "v1",
        string maximumMemory = "0",
        string? way = null)
    {
        var redis = new RedisServer(maximumMemory);
        (string, string)[] environment =
        [
            ("ConnectionStrings__cache", redis.ConnectionString),
            ("CACHE_STRATEGY", strategy),
            ("CACHE_TTL", ttlSeconds.ToString(CultureInfo.InvariantCulture)),
            ("CONTROL_KEY", ControlKey),
            ("WITHOUT", without),
        ];
        var backends = await Task.WhenAll(
            Service.StartBackendAsync(way ?? database, "v1", environment),
            Service.StartBackendAsync(way ?? database, greenRelease, environment));
        var region = new CachingRegion(database, redis, backends[0], backends[1]);
        await region.SettleAsync();
        await region.WarmUpAsync();
        return region;
    }

    // A process that has just started is too slow for the patience with Redis.
    private async Task WarmUpAsync()
    {
        for (var product = 981; product <= 1_000; product++)
            foreach (var backend in (Service[])[Blue, Green])
                await ReadAsync(backend, product);
        await SettleAsync();
    }

    /// <summary>Until both have their Redis, and hear of changes if they are meant to.</summary>
    public Task SettleAsync() => Eventually.BecomesTrueAsync(async () =>
        (await StateAsync(Blue))["redis"]!.ToString() == "up"
        && (await StateAsync(Green))["redis"]!.ToString() == "up");

    public Task HearAsync() => Eventually.BecomesTrueAsync(async () =>
        (bool)(await StateAsync(Blue))["listening"]! && (bool)(await StateAsync(Green))["listening"]!);

    public static async Task<JsonNode> StateAsync(Service backend) =>
        (await backend.Client.GetFromJsonAsync<JsonNode>("/backend/cache"))!;

    /// <summary>A figure of both backends together.</summary>
    public async Task<long> SumAsync(string figure) =>
        (long)(await StateAsync(Blue))[figure]! + (long)(await StateAsync(Green))[figure]!;

    public async Task ControlAsync(object change)
    {
        foreach (var backend in (Service[])[Blue, Green])
        {
            using var answer = await backend.Client.PutAsJsonAsync("/backend/cache", change);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public async Task FlushAsync()
    {
        using var answer = await Blue.Client.PostAsync("/backend/cache/flush", content: null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public static async Task<Reading> ReadAsync(Service backend, int product)
    {
        using var answer = await backend.Client.GetAsync($"/api/products/{product}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var timing = answer.Headers.GetValues("Server-Timing").Single();
        var json = await answer.ReadAsync();
        return new((int)json["stock"]!, timing.Split(',')[0].Replace("cache;desc=", ""));
    }

    public async Task<T> AskDatabaseAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>As another region does it.</summary>
    public Task<int> SetStockAsync(int product, int pieces) => AskDatabaseAsync<int>(
        $"update products set stock = {pieces} where id = {product} returning stock");

    public async ValueTask DisposeAsync()
    {
        await Blue.DisposeAsync();
        await Green.DisposeAsync();
        await Redis.DisposeAsync();
    }
}

/// <param name="Cache">hit, miss or off.</param>
public sealed record Reading(int Stock, string Cache);
