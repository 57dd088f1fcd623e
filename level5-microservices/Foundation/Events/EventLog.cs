using StackExchange.Redis;

namespace Shop.Events;

/// <summary>
/// The log that all services share: a stream of Redis for each database, and in it a bookmark for
/// each group of readers. It may be away, and may even forget: outboxes know everything.
/// </summary>
internal sealed class EventLog(EventConnection connection)
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

    /// <returns>Where the stream ends now.</returns>
    public async Task<string> AppendAsync(string stream, string end, IReadOnlyList<Event> events) =>
        (string)await connection.AskAsync("EVAL",
        [
            AppendScript, 1, stream, end,
            .. events.SelectMany(one => (object[])[one.Id, one.Topic, one.Key, one.Payload]),
        ]);

    /// <summary>Makes the group if there is none. A new one begins at the beginning.</summary>
    public async Task JoinAsync(string stream, string group)
    {
        try
        {
            await connection.AskAsync("XGROUP", "CREATE", stream, group, "0", "MKSTREAM");
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
        var answer = await connection.AskAsync(
            "XREADGROUP", "GROUP", group, member, "COUNT", 100,
            "STREAMS", stream, again ? "0" : ">");
        return answer.IsNull ? [] : Parse(((RedisResult[])((RedisResult[])answer)[0])[1]);
    }

    /// <summary>What other members got and have not finished since: they may be dead.</summary>
    public async Task<IReadOnlyList<Event>> InheritAsync(
        string stream, string group, string member, TimeSpan idle) =>
        Parse(((RedisResult[])await connection.AskAsync(
            "XAUTOCLAIM", stream, group, member, (long)idle.TotalMilliseconds, "0"))[1]);

    public Task FinishAsync(string stream, string group, IEnumerable<Event> events) =>
        connection.AskAsync("XACK", [stream, group, .. events.Select(one => one.Id)]);

    public Task BuryAsync(string stream, string group, Event dead, string reason) =>
        connection.AskAsync(
            "XADD", $"{stream}.dead", "*",
            "group", group, "event", dead.Id, "topic", dead.Topic, "key", dead.Key,
            "payload", dead.Payload, "reason", reason);

    public async Task<long> CountDeadAsync(string stream) =>
        (long)await connection.AskAsync("XLEN", $"{stream}.dead");

    /// <summary>How many events a group hasn't finished.</summary>
    public async Task<long> CountWaitingAsync(string stream, string group)
    {
        foreach (var one in ((RedisResult[])await connection.AskAsync("XINFO", "GROUPS", stream))
            .Select(one => (RedisResult[])one))
        {
            var fields = one.Chunk(2).ToDictionary(pair => (string)pair[0], pair => pair[1]);
            if ((string)fields["name"] == group)
                return (long)fields["pending"] + (fields["lag"].IsNull ? 0 : (long)fields["lag"]);
        }

        return 0;
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
}
