using StackExchange.Redis;

namespace Shop.Events;

/// <summary>
/// Events that never had their effect, put aside so that the others go on. A person mends what was
/// wrong, and lets them have another try.
/// </summary>
internal sealed class DeadLetters(EventConnection connection, Subscription subscription, Inbox inbox)
{
    private readonly string stream = $"{subscription.Stream}.dead";

    public Task BuryAsync(Event dead, string reason) => connection.AskAsync(
        "XADD", stream, "*",
        "group", subscription.Group, "event", dead.Id, "topic", dead.Topic, "key", dead.Key,
        "payload", dead.Payload, "trace", dead.Trace ?? "", "reason", reason);

    /// <summary>Those of this group, the oldest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> FindAsync() =>
    [
        .. (await connection.AskAsync("XRANGE", stream, "-", "+")).Parts()
            .Select(entry => entry.Parts())
            .Select(entry => (Id: entry[0].Text(), Fields: entry[1].Texts()))
            .Where(entry => entry.Fields[1] == subscription.Group)
            .Select(entry => Read(entry.Id, entry.Fields)),
    ];

    /// <summary>Lets each have its effect, if it can now. The inbox sees to it that it is one.</summary>
    /// <returns>How many are dead no more.</returns>
    public async Task<int> TryAgainAsync(CancellationToken stop)
    {
        var revived = 0;
        foreach (var letter in await FindAsync())
        {
            try
            {
                await inbox.ApplyAsync([letter.Event], stop);
                await connection.AskAsync("XDEL", stream, letter.Id);
                revived++;
            }
            catch (Exception poison) when (Consumer.IsPoison(poison))
            {
                // It stays where it is.
            }
        }

        return revived;
    }

    private static DeadLetter Read(string id, string[] fields) => new(
        id,
        new(fields[3], fields[5], fields[7], fields[9], fields[11] is "" ? null : fields[11]),
        Reason: fields[13]);
}

/// <param name="Id">Among the dead.</param>
internal sealed record DeadLetter(string Id, Event Event, string Reason);
