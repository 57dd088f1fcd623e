using System.Net;

namespace Shop.Dns;

/// <summary>What a resolver remembers of a name.</summary>
internal sealed class CachedAnswer(IPAddress[] addresses, DateTimeOffset ttlEnd)
{
    private int calls = -1;

    public DateTimeOffset TtlEnd { get; } = ttlEnd;

    /// <summary>The server did not answer when this had to be renewed.</summary>
    public bool IsAbandoned { get; set; }

    public static CachedAnswer From(Message answer, DateTimeOffset now)
    {
        var records = answer.Answers.OfType<AddressRecord>().ToList();
        var ttl = records.Count > 0 ? records.Min(record => record.Ttl) : NegativeTtl(answer);
        return new([.. records.Select(record => record.Address)], now.AddSeconds(ttl));
    }

    /// <summary>All addresses; the first is another one each time.</summary>
    public IReadOnlyList<IPAddress> Next()
    {
        if (addresses.Length < 2)
            return addresses;
        var first = (int)((uint)Interlocked.Increment(ref calls) % addresses.Length);
        return [.. addresses[first..], .. addresses[..first]];
    }

    // RFC 2308, 5: the smaller one of the SOA record's own TTL and its minimum; without it, none.
    private static int NegativeTtl(Message answer) =>
        answer.Authorities.OfType<SoaRecord>().FirstOrDefault() is { } soa
            ? Math.Min(soa.Ttl, soa.Minimum)
            : 0;
}
