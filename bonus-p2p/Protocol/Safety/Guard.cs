using System.Collections.Concurrent;

namespace Shop.Protocol;

/// <summary>What can be wrong with what a peer sends.</summary>
public enum Offence
{
    Unreadable,
    Unsigned,
    Banned,
    Oversized,
    Clock,
    Replay,
    Flood,
    Forgery,
    WrongHash,
}

/// <summary>
/// Counts what is wrong with messages, and bans keys. Each peer bans for itself: if bans spread,
/// spreading them would be the best attack.
/// </summary>
/// <remarks>
/// Only what a key has signed counts against it. A new key costs nothing, though.
/// </remarks>
public sealed class Guard(Settings settings, TimeProvider time)
{
    private const int MostSenders = 10_000;

    private readonly long[] counts = new long[Enum.GetValues<Offence>().Length];
    private readonly ConcurrentDictionary<string, int> strikes = new();
    private readonly ConcurrentDictionary<string, Sender> senders = new();

    public IReadOnlyCollection<string> Banned =>
        [.. strikes.Where(one => one.Value >= settings.Strikes).Select(one => one.Key)];

    public long this[Offence offence] => Volatile.Read(ref counts[(int)offence]);

    public bool IsBanned(string id) => strikes.GetValueOrDefault(id) >= settings.Strikes;

    public void Count(Offence offence) => Interlocked.Increment(ref counts[(int)offence]);

    /// <summary>Counts something that a key has provably done.</summary>
    public void Blame(string id, Offence offence)
    {
        Count(offence);
        // Messages are lost and resent, and clocks are wrong by accident: forgeries never are.
        var weight = offence is Offence.Forgery or Offence.WrongHash ? settings.Strikes : 1;
        strikes.AddOrUpdate(id, weight, (_, before) => before + weight);
    }

    /// <summary>Whether a signed message is small, of now, new, and not one too many.</summary>
    internal bool Admits(Envelope envelope, int length)
    {
        var now = time.GetUtcNow();
        var off = now.ToUnixTimeMilliseconds() - envelope.SentAt;
        if (senders.Count > MostSenders)
        {
            // Made-up keys must not fill the memory.
            senders.Clear();
        }

        var sender = senders.GetOrAdd(
            envelope.From, _ => new Sender(settings.MessagesPerSecond, settings.ClockTolerance));
        Offence? offence =
            length > settings.LargestMessage ? Offence.Oversized
            : Math.Abs(off) > settings.ClockTolerance.TotalMilliseconds ? Offence.Clock
            : !sender.IsNew(envelope.Number, now) ? Offence.Replay
            : !sender.MaySend(now) ? Offence.Flood
            : null;
        if (offence == Offence.Replay || (offence == Offence.Clock && off > 0))
        {
            // Whoever sends it again, or only now, may not be the one who signed it.
            Count(offence.Value);
        }
        else if (offence is not null)
        {
            Blame(envelope.From, offence.Value);
        }

        return offence is null;
    }
}
