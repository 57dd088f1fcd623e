using System.Globalization;

namespace Shop;

/// <summary>The database beside this agent, as far as a connection to it goes.</summary>
internal sealed class Node(string name, IReadOnlyDictionary<string, string> addresses)
    : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        addresses[name] + ";Timeout=1;Command Timeout=1;Cancellation Timeout=-1;Maximum Pool Size=3;"
        // What an agent writes must not wait for replicas, least of all when there are none.
        + "Application Name=failover;Options=-c synchronous_commit=off");

    private Durability? promised;

    public string Name => name;

    public IEnumerable<string> Others => addresses.Keys.Where(other => other != name).Order();

    /// <returns>Null if the database does not answer within a second.</returns>
    public async Task<NodeState?> LookAsync()
    {
        try
        {
            return await AskAsync(connection => connection.QuerySingleAsync<NodeState>(
                """
                select pg_is_in_recovery() as IsReplica,
                       (select ('x' || max(left(name, 8)))::bit(32)::integer
                        from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$') as Timeline,
                       (case when pg_is_in_recovery()
                             then greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                             else pg_current_wal_flush_lsn() end - '0/0')::bigint as Position,
                       exists (select from pg_stat_wal_receiver where status = 'streaming')
                           as IsStreaming,
                       coalesce(least(2147483647, 1000 * extract(epoch from
                           clock_timestamp() - pg_last_xact_replay_timestamp())), 0)::integer
                           as SinceReplayMs
                """));
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>Lets writes of an epoch in until a moment of this machine's clock.</summary>
    public Task OpenAsync(int epoch, DateTime until, bool enforced) =>
        RunAsync(
            """
            insert into fencing.lease (epoch, until, enforced) values (@epoch, @until, @enforced)
            on conflict (only_one) do update
                set epoch = excluded.epoch, until = excluded.until, enforced = excluded.enforced
            """,
            new { epoch, until, enforced });

    /// <summary>
    /// Sends all clients away. No write gets in any more at this point; but one may still wait for
    /// a replica's acknowledgement, and readers shall learn that there is a better place.
    /// </summary>
    public Task DismissClientsAsync() =>
        RunAsync(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where backend_type = 'client backend' and application_name <> 'failover'
            """);

    /// <summary>Takes nothing from any leader any more. What it has by then is its last word.</summary>
    public async Task SealAsync()
    {
        await SetAsync("primary_conninfo", "");
        while (await AskAsync(connection => connection.ExecuteScalarAsync<bool>(
            "select exists (select from pg_stat_wal_receiver)")))
            await Task.Delay(5);
    }

    public async Task FollowAsync(string leader)
    {
        await SetAsync("primary_slot_name", SlotOf(name));
        await SetAsync("primary_conninfo", ConnectionTo(leader));
        // A former leader's: they would keep its log for ever.
        await RunAsync("select pg_drop_replication_slot(slot_name) from pg_replication_slots");
    }

    public Task PromoteAsync() => RunAsync("select pg_promote(wait => false)");

    /// <summary>What a leader needs before it lets the first write in.</summary>
    public async Task PrepareToLeadAsync(int epoch)
    {
        await RunAsync(Embedded.Text("fencing.sql"));
        await RunAsync(
            "insert into fencing.epochs (epoch, node) values (@epoch, @name) on conflict do nothing",
            new { epoch, name });
        foreach (var other in Others.Select(SlotOf))
            await RunAsync(
                """
                select pg_create_physical_replication_slot(@other, true)
                where not exists (select from pg_replication_slots where slot_name = @other)
                """,
                new { other });
    }

    /// <summary>
    /// Makes commits wait for replicas, or not. On replicas, too, where it has no effect yet: who is
    /// promoted keeps the promise from its first write on.
    /// </summary>
    /// <returns>Whether that is news.</returns>
    public async Task<bool> PromiseAsync(Durability durability)
    {
        if (promised == durability)
            return false;
        await SetAsync("synchronous_commit", durability.Commit());
        await SetAsync("synchronous_standby_names", durability.Standbys(Others));
        promised = durability;
        return true;
    }

    /// <summary>Whether a replica has on its disk what was written up to a position.</summary>
    public Task<bool> HasAsync(string replica, long position) =>
        AskAsync(connection => connection.ExecuteScalarAsync<bool>(
            """
            select exists (select from pg_stat_replication
                           where application_name = @replica and flush_lsn - '0/0' >= @position)
            """,
            new { replica, position }));

    /// <summary>How many replicas have on disk what was written up to a position.</summary>
    public Task<int> CopiesOfAsync(long position) =>
        AskAsync(connection => connection.ExecuteScalarAsync<int>(
            "select count(*) from pg_stat_replication where flush_lsn - '0/0' >= @position",
            new { position }));

    /// <summary>Its settings are as another server's, or gone: say everything again.</summary>
    public void Forget() => promised = null;

    /// <summary>For libpq, whose password is in a file.</summary>
    public string ConnectionTo(string other)
    {
        var address = new NpgsqlConnectionStringBuilder(addresses[other]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"host={address.Host} port={address.Port} user={address.Username} dbname=postgres "
            + $"application_name={name} connect_timeout=2 sslmode=disable gssencmode=disable");
    }

    /// <summary>Asks another node for the timeline that its last checkpoint was on; 0: no answer.</summary>
    public async Task<int> TimelineOfAsync(string other)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                addresses[other] + ";Pooling=false;Timeout=2;Command Timeout=2");
            return await connection.ExecuteScalarAsync<int>(
                "select timeline_id from pg_control_checkpoint()");
        }
        catch (NpgsqlException)
        {
            return 0;
        }
    }

    /// <summary>So that those who are to be rewound can read from the disk what began when.</summary>
    public Task CheckpointAsync() => AskAsync(connection =>
        connection.ExecuteAsync("checkpoint;", commandTimeout: 30));

    public static string SlotOf(string node) => node.Replace('-', '_');

    public ValueTask DisposeAsync() => source.DisposeAsync();

    // PostgreSQL takes no parameters here.
    private async Task SetAsync(string setting, string value)
    {
        await RunAsync($"alter system set {setting} = '{value.Replace("'", "''")}'");
        await RunAsync("select pg_reload_conf()");
    }

    private Task RunAsync(string sql, object? parameters = null) =>
        AskAsync(connection => connection.ExecuteAsync(sql, parameters));

    private async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await question(connection);
    }
}

/// <param name="IsReplica">Whether it replays a log, whoever writes it, instead of writing one.</param>
/// <param name="Position">In bytes since the beginning of the log.</param>
/// <param name="SinceReplayMs">Age of the newest transaction that it has replayed.</param>
internal sealed record NodeState(
    bool IsReplica, int Timeline, long Position, bool IsStreaming, int SinceReplayMs);
