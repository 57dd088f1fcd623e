namespace Shop.Protocol;

/// <summary>
/// Pieces of one product, as rights to sell them. A peer sells only what it has the right to, and
/// rights only move, so all together never sell more than there is, whoever can talk to whom.
/// </summary>
/// <remarks>
/// A CRDT: each number is counted up by one peer only (the giver, the seller), so the larger one is
/// the newer one, and merging is taking the larger.
/// </remarks>
/// <param name="origin">Who had all of them in the beginning.</param>
/// <param name="pieces">How many that were.</param>
public sealed class BoundedCounter(string origin, int pieces)
{
    private readonly Dictionary<(string From, string To), int> given = [];
    private readonly Dictionary<string, int> used = [];

    // Forgotten with each gift, and made again when somebody asks.
    private IReadOnlyDictionary<string, long>? credits;

    /// <summary>
    /// What nobody has sold yet, as far as is known here. Who says that it sold more than it could
    /// counts for what it could.
    /// </summary>
    public int Left => pieces - used.Sum(one => Math.Min(one.Value, Credit(one.Key)));

    private IReadOnlyDictionary<string, long> Credits => credits ??= Worth.Of(origin, pieces, given);

    public IReadOnlyCollection<string> Holders =>
        [.. given.Keys.Select(way => way.To).Append(origin).Distinct()];

    /// <summary>How many a peer may sell, those included that it has sold.</summary>
    public int Credit(string peer) => (int)Credits.GetValueOrDefault(peer);

    /// <summary>How many a peer may still sell or give away; below none if it lied.</summary>
    public int Rights(string peer) => Credit(peer) - Used(peer);

    public int Used(string peer) => used.GetValueOrDefault(peer);

    public int Given(string from, string to) => given.GetValueOrDefault((from, to));

    /// <summary>Sells, if the peer has the right to. Only ever called for oneself.</summary>
    public bool TrySell(string self, int quantity)
    {
        if (quantity < 1 || Rights(self) < quantity)
        {
            return false;
        }

        used[self] = Used(self) + quantity;
        return true;
    }

    /// <summary>Gives rights to another peer. Only ever called for oneself.</summary>
    public bool TryGive(string self, string to, int quantity)
    {
        if (quantity < 1 || self == to || Rights(self) < quantity)
        {
            return false;
        }

        HearGiven(self, to, Given(self, to) + quantity);
        return true;
    }

    public void HearUsed(string peer, int total) => used[peer] = Math.Max(Used(peer), total);

    public void HearGiven(string from, string to, int total)
    {
        given[(from, to)] = Math.Max(Given(from, to), total);
        credits = null;
    }

    public void Merge(BoundedCounter other)
    {
        foreach (var (way, total) in other.given)
        {
            HearGiven(way.From, way.To, total);
        }

        foreach (var (peer, total) in other.used)
        {
            HearUsed(peer, total);
        }
    }
}
