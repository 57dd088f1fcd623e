using System.Globalization;
using Npgsql;

namespace Failover.Tests;

/// <summary>A PostgreSQL node in Virginia and its copy in Ireland.</summary>
public sealed class ReplicationTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private DistributedApplication app = null!;
    private PostgresResource leader = null!;
    private PostgresResource replica = null!;
    private World world = null!;

    private Faults Faults => app.Services.GetRequiredService<Faults>();

    public async ValueTask InitializeAsync()
    {
        var ports = Random.Shared.Next(100, 200) * 100;
        var builder = DistributedApplicationTestingBuilder.Create(
            "--portbase", ports.ToString(CultureInfo.InvariantCulture));
        world = builder.AddWorld();
        var first = world.AddRegion(Region.UsEast).AddPostgresNode("database-us", port: 10);
        leader = first.Resource;
        replica = world.AddRegion(Region.EuWest).AddPostgresNode("database-eu", port: 20, first).Resource;
        app = builder.Build();
        await app.StartAsync();
        await UntilAsync(leader, "select not pg_is_in_recovery()");
        await UntilAsync(replica, "select pg_is_in_recovery()");
        await ExecuteAsync(leader, "create table t as select 1 as n");
    }

    [Fact]
    public async Task A_copy_follows_across_the_ocean()
    {
        await FollowAsync();

        await UntilAsync(replica, "select to_regclass('t') is not null");
        await UntilAsync(leader, "select count(*) = 1 from pg_stat_replication where state = 'streaming'");
    }

    [Fact]
    public async Task A_dead_replica_comes_back_as_what_it_was()
    {
        await FollowAsync();
        await UntilAsync(replica, "select to_regclass('t') is not null");

        await Faults.KillAsync("database-eu");
        await Faults.StartAsync("database-eu");

        await ExecuteAsync(leader, "create table u ()");
        await UntilAsync(replica, "select to_regclass('u') is not null");
    }

    [Fact]
    public async Task Who_holds_a_node_may_stop_it_and_lets_it_run_again()
    {
        var hold = $"{leader.Directory}.hold";
        var before = await ScalarAsync(leader, "select pg_postmaster_start_time()::text");

        await File.WriteAllTextAsync(hold, "");
        var stop = Path.Combine(Path.GetDirectoryName(PostgresBinaries.Find("postgres"))!, "pg_ctl");
        await Unprivileged.RunAsync(
            Unprivileged.Wrap(stop, "stop", "-D", leader.Directory, "-m", "fast", "-w"), null, default);
        File.Delete(hold);

        await UntilAsync(leader, $"select pg_postmaster_start_time()::text <> '{before}'");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task FollowAsync()
    {
        var link = world.Wan.Declare(Region.EuWest, leader, TimeSpan.FromMilliseconds(76));
        await world.Wan.OpenAsync(link, default);
        await ExecuteAsync(
            replica,
            "alter system set primary_conninfo = "
            + $"'host=127.0.0.1 port={link.Port} user=postgres'");
        await ExecuteAsync(replica, "select pg_reload_conf()");
    }

    private static async Task UntilAsync(PostgresResource server, string condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsAsync(server, condition))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task<bool> IsAsync(PostgresResource server, string condition)
    {
        try
        {
            return (bool)(await ScalarAsync(server, condition))!;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static Task ExecuteAsync(PostgresResource server, string sql) => ScalarAsync(server, sql);

    private static async Task<object?> ScalarAsync(PostgresResource server, string sql)
    {
        var address = await server.ConnectionStringExpression.GetValueAsync(default);
        await using var connection = new NpgsqlConnection($"{address};Pooling=false;Timeout=2");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
