using Shop.Tests;

namespace Shop.Verdicts.Tests.Real;

/// <summary>
/// What all scenarios share: a leader with a replica that follows it, another server that knows of
/// neither, and a cache.
/// </summary>
public sealed class Servers : IAsyncLifetime
{
    // A client that wants its commit to wait for a copy says so; nothing else happens by itself.
    internal const string Settings = "-c synchronous_standby_names='*' -c synchronous_commit=local "
        + "-c wal_retrieve_retry_interval=100ms -c autovacuum=off";

    internal const string Table =
        "create table register (key text primary key, value bigint not null)";

    internal PostgresServer Leader { get; } = new() { Settings = Settings };

    internal PostgresServer Replica { get; }

    internal PostgresServer Other { get; } = new() { Settings = Settings };

    internal RedisServer Cache { get; } = new();

    public Servers() => Replica = new() { Leader = Leader, Settings = Settings };

    public async ValueTask InitializeAsync()
    {
        try
        {
            await Task.WhenAll(StartPairAsync(), StartAsync(Other));
        }
        catch
        {
            // Nobody else would end what has started.
            await DisposeAsync();
            throw;
        }
    }

    internal static Site At(string name, PostgresServer server, string database = "postgres") =>
        new(name, $"{server.ConnectionString(database)};Pooling=false");

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        await Replica.DisposeAsync();
        await Leader.DisposeAsync();
        await Other.DisposeAsync();
    }

    private async Task StartPairAsync()
    {
        await StartAsync(Leader);
        await Replica.InitializeAsync();
    }

    private static async Task StartAsync(PostgresServer server)
    {
        await server.InitializeAsync();
        await At("new", server).RunAsync(Table);
    }
}
