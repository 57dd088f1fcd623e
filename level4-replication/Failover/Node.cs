namespace Shop;

/// <summary>The database beside this agent, as far as a connection to it goes.</summary>
internal sealed partial class Node(string name, IReadOnlyDictionary<string, string> addresses)
    : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        addresses[name] + ";Timeout=1;Command Timeout=1;Cancellation Timeout=-1;Maximum Pool Size=3;"
        // What an agent writes must not wait for replicas, least of all when there are none.
        + "Application Name=failover;Options=-c synchronous_commit=off");

    public string Name => name;

    public IReadOnlyList<string> Others { get; } = [.. addresses.Keys.Where(other => other != name).Order()];

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
                       case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                                 and exists (select from pg_stat_wal_receiver
                                             where status = 'streaming') then 0
                            else coalesce(least(2147483647, 1000 * extract(epoch from
                                clock_timestamp() - pg_last_xact_replay_timestamp())), 0)::integer
                       end as SinceReplayMs
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

    /// <returns>How a timeline came from the ones before it; null if it is the first.</returns>
    public Task<string?> HistoryAsync(int timeline) =>
        AskAsync(connection => connection.ExecuteScalarAsync<string?>(
            "select pg_read_file(@file, 0, 65536, true)", new { file = HistoryFile(timeline) }));

    /// <summary>Where PostgreSQL looks for a timeline's history, within its data directory.</summary>
    public static string HistoryFile(int timeline) => $"pg_wal/{timeline:X8}.history";

    /// <summary>So that those who are to be rewound can read from the disk what began when.</summary>
    public Task CheckpointAsync() => AskAsync(connection =>
        connection.ExecuteAsync("checkpoint;", commandTimeout: 30));

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private Task RunAsync(string sql, object? parameters = null) =>
        AskAsync(connection => connection.ExecuteAsync(sql, parameters));

    private async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await question(connection);
    }
}
