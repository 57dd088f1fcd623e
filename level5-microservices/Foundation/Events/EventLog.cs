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
            for i = 2, #ARGV, 5 do
                last = ARGV[i]
                redis.call('XADD', KEYS[1], last,
                    'topic', ARGV[i + 1], 'key', ARGV[i + 2], 'payload', ARGV[i + 3],
                    'trace', ARGV[i + 4])
            end
        end
        return last
        """;

    /// <returns>Where the stream ends now.</returns>
    public async Task<string> AppendAsync(string stream, string end, IReadOnlyList<Event> events) =>
        (await connection.AskAsync("EVAL",
        [
            AppendScript, 1, stream, end,
            .. events.SelectMany(one =>
                (object[])[one.Id, one.Topic, one.Key, one.Payload, one.Trace ?? ""]),
        ])).Text();

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
        return answer.IsNull ? [] : Parse(answer.Parts()[0].Parts()[1]);
    }

    /// <summary>What other members got and have not finished since: they may be dead.</summary>
    public async Task<IReadOnlyList<Event>> InheritAsync(
        string stream, string group, string member, TimeSpan idle) =>
        Parse((await connection.AskAsync(
            "XAUTOCLAIM", stream, group, member, (long)idle.TotalMilliseconds, "0")).Parts()[1]);

    public Task FinishAsync(string stream, string group, IEnumerable<Event> events) =>
        connection.AskAsync("XACK", [stream, group, .. events.Select(one => one.Id)]);

    /// <summary>How many events a group hasn't finished.</summary>
    public async Task<long> CountWaitingAsync(string stream, string group)
    {
        var known = (await GroupsAsync(stream)).GetValueOrDefault(group);
        return known is null ? 0
            : (long)known["pending"] + (known["lag"].IsNull ? 0 : (long)known["lag"]);
    }

    /// <summary>What is before it, all these groups have finished.</summary>
    /// <returns>Null if one of them has no bookmark: then nobody can say.</returns>
    public async Task<Place?> FinishedAsync(string stream, IReadOnlyList<string> groups)
    {
        var finished = Place.Parse(await AppendAsync(stream, "", []));
        var known = groups is [] ? [] : await GroupsAsync(stream);
        foreach (var group in groups)
        {
            if (!known.TryGetValue(group, out var fields))
                return null;
            var place = Place.Parse((long)fields["pending"] == 0
                ? fields["last-delivered-id"].Text()
                : (await connection.AskAsync("XPENDING", stream, group)).Parts()[1].Text());
            if (place.IsBefore(finished))
                finished = place;
        }

        return finished;
    }

    /// <returns>Where the stream begins; null if it is empty.</returns>
    public async Task<Place?> BeginAsync(string stream)
    {
        var first = Parse(await connection.AskAsync("XRANGE", stream, "-", "+", "COUNT", 1));
        return first is [var one] ? Place.Parse(one.Id) : null;
    }

    /// <summary>Forgets what is before a place.</summary>
    public Task TrimAsync(string stream, Place begin) =>
        connection.AskAsync("XTRIM", stream, "MINID", $"{begin}");

    /// <summary>Whether the log is away, and not the question wrong.</summary>
    public static bool IsAway(Exception exception) => exception
        is RedisException
        or TimeoutException
        or ObjectDisposedException;

    private static IReadOnlyList<Event> Parse(RedisResult entries) =>
    [
        .. entries.Parts()
            .Where(entry => !entry.IsNull)
            .Select(entry => entry.Parts())
            .Select(entry => Read(entry[0].Text(), entry[1].Texts())),
    ];

    private static Event Read(string id, string[] fields) => new(
        id, fields[1], fields[3], fields[5], fields is [.., "trace", { Length: > 0 } trace] ? trace : null);

    private async Task<Dictionary<string, Dictionary<string, RedisResult>>> GroupsAsync(string stream) =>
        (await connection.AskAsync("XINFO", "GROUPS", stream)).Parts()
            .Select(group => group.Parts().Chunk(2)
                .ToDictionary(pair => pair[0].Text(), pair => pair[1]))
            .ToDictionary(fields => fields["name"].Text());
}
