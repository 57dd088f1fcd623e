using StackExchange.Redis;

namespace Shop.Events;

/// <summary>
/// The log that all services share: a stream of Redis for each database, and in it a bookmark for
/// each group of readers. It may be away, and may even forget: outboxes know everything.
/// </summary>
internal sealed class EventLog(string address) : IDisposable
{
    public const string Beginning = "0-0";

    // Adds only where the writer believes the end to be. So any number of relays may write at once,
    // none of them twice, and if the log has forgotten something they learn from where on.
    private const string AppendScript =
        """
        local found = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
        local last = found[1] and found[1][1] or '0-0'
        if last == ARGV[1] then
            for i = 2, #ARGV, 4 do
                last = ARGV[i]
                redis.call('XADD', KEYS[1], last,
                    'topic', ARGV[i + 1], 'key', ARGV[i + 2], 'payload', ARGV[i + 3])
            end
        end
        return last
        """;

    private readonly SemaphoreSlim gate = new(1);
    private ConnectionMultiplexer? connection;

    /// <returns>Where the stream ends now.</returns>
    public async Task<string> AppendAsync(string stream, string end, IReadOnlyList<Event> events) =>
        (string)await AskAsync("EVAL",
        [
            AppendScript, 1, stream, end,
            .. events.SelectMany(one => (object[])[one.Id, one.Topic, one.Key, one.Payload]),
        ]);

    /// <summary>Makes the group if there is none. A new one begins at the beginning.</summary>
    public async Task JoinAsync(string stream, string group)
    {
        try
        {
            await AskAsync("XGROUP", "CREATE", stream, group, "0", "MKSTREAM");
        }
        catch (RedisServerException known) when (known.Message.StartsWith("BUSYGROUP"))
        {
            // It has a bookmark already.
        }
    }

    /// <summary>What nobody of the group has got yet; or once more what this member has.</summary>
    public async Task<IReadOnlyList<Event>> ReadAsync(
        string stream, string group, string member, bool again)
    {
        var answer = await AskAsync(
            "XREADGROUP", "GROUP", group, member, "COUNT", 100, "STREAMS", stream, again ? "0" : ">");
        return answer.IsNull ? [] : Parse(((RedisResult[])((RedisResult[])answer)[0])[1]);
    }

    /// <summary>What other members got and have not finished since: they may be dead.</summary>
    public async Task<IReadOnlyList<Event>> InheritAsync(
        string stream, string group, string member, TimeSpan idle) =>
        Parse(((RedisResult[])await AskAsync(
            "XAUTOCLAIM", stream, group, member, (long)idle.TotalMilliseconds, "0"))[1]);

    public Task FinishAsync(string stream, string group, IEnumerable<Event> events) =>
        AskAsync("XACK", [stream, group, .. events.Select(one => one.Id)]);

    public Task BuryAsync(string stream, string group, Event dead, string reason) => AskAsync(
        "XADD", $"{stream}.dead", "*",
        "group", group, "event", dead.Id, "topic", dead.Topic, "key", dead.Key,
        "payload", dead.Payload, "reason", reason);

    public async Task<long> CountDeadAsync(string stream) =>
        (long)await AskAsync("XLEN", $"{stream}.dead");

    /// <summary>How many events a group hasn't finished.</summary>
    public async Task<long> CountWaitingAsync(string stream, string group)
    {
        foreach (var one in ((RedisResult[])await AskAsync("XINFO", "GROUPS", stream))
            .Select(one => (RedisResult[])one))
        {
            var fields = one.Chunk(2).ToDictionary(pair => (string)pair[0], pair => pair[1]);
            if ((string)fields["name"] == group)
                return (long)fields["pending"] + (fields["lag"].IsNull ? 0 : (long)fields["lag"]);
        }

        return 0;
    }

    public void Dispose()
    {
        connection?.Dispose();
        gate.Dispose();
    }

    /// <summary>Whether the log is away, and not the question wrong.</summary>
    public static bool IsAway(Exception exception) => exception
        is RedisException
        or TimeoutException
        or ObjectDisposedException;

    private static IReadOnlyList<Event> Parse(RedisResult entries) =>
    [
        .. ((RedisResult[])entries)
            .Where(entry => !entry.IsNull)
            .Select(entry => (RedisResult[])entry)
            .Select(entry => (Id: (string)entry[0], Fields: (string[])entry[1]))
            .Select(entry => new Event(
                entry.Id, entry.Fields[1], entry.Fields[3], entry.Fields[5])),
    ];

    private async Task<RedisResult> AskAsync(string command, params object[] arguments)
    {
        var redis = await ConnectAsync();
        try
        {
            return await redis.GetDatabase().ExecuteAsync(command, arguments);
        }
        catch (Exception away) when (IsAway(away) && away is not RedisServerException)
        {
            // Connected anew: the old connection may belong to a server that is gone for good.
            await gate.WaitAsync();
            if (connection == redis)
                connection = null;
            gate.Release();
            redis.Dispose();
            throw;
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        await gate.WaitAsync();
        try
        {
            return connection ??= await ConnectionMultiplexer.ConnectAsync(Options());
        }
        finally
        {
            gate.Release();
        }
    }

    private ConfigurationOptions Options()
    {
        var options = ConfigurationOptions.Parse(address);
        options.ConnectRetry = 1;
        options.ConnectTimeout = 1_000;
        options.SyncTimeout = 2_000;
        return options;
    }
}
