using Dapper;
using Npgsql;
using StackExchange.Redis;

namespace Shop.Tests;

/// <summary>One that tells what has happened, one where that has effects, and the log between.</summary>
public sealed class TwoServices : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();

    public RedisServer Redis { get; } = new();

    public string Here { get; private set; } = "";

    public string There { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        Here = await postgres.CreateDatabaseAsync();
        There = await postgres.CreateDatabaseAsync();
        await ChangeAsync(There, "create table effects (event int); create table total as select 0 pieces");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await postgres.DisposeAsync();
        await Redis.DisposeAsync();
    }

    /// <summary>The tables are there as soon as a worker has started.</summary>
    public Task ReadyAsync() => Eventually.BecomesTrueAsync(async () =>
        await AskAsync<bool>(Here, "select to_regclass('outbox') is not null"));

    /// <summary>Some events, numbered, in one transaction; one that is rolled back tells nothing.</summary>
    public Task MakeAsync(int first, int count, bool isRolledBack = false) => ChangeAsync(
        Here,
        $"""
        begin;
        insert into outbox (topic, key, payload)
        select 'counted', i::text, '{"{\"pieces\": 2}"}' from generate_series({first}, {first + count - 1}) i;
        select pg_sleep(random() * 0.02);
        {(isRolledBack ? "rollback" : "commit")}
        """);

    public Task<int> CountEffectsAsync() => AskAsync<int>(There, "select count(*) from effects");

    public Task<int> CountAsync(string database, string table) =>
        AskAsync<int>(database, $"select count(*) from {table}");

    public Task<int> CountToldAsync() => LengthAsync("made");

    public Task<int> CountDeadAsync() => LengthAsync("made.dead");

    private async Task<int> LengthAsync(string stream)
    {
        using var redis = await Redis.ConnectAsync();
        return (int)await redis.GetDatabase().ExecuteAsync("XLEN", stream);
    }

    public async Task ForgetAsync()
    {
        using var redis = await Redis.ConnectAsync();
        await redis.GetDatabase().ExecuteAsync("FLUSHALL");
    }

    public static async Task<T> AskAsync<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    public static async Task ChangeAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(sql);
    }
}
