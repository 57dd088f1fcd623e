using System.Net;

namespace Shop.Dns;

/// <summary>
/// Names are written as people write them, without the last dot: "www.shop.test"; the root is "".
/// Bytes that would be misread are escaped as in zone files: <c>\.</c>, <c>\\</c>, <c>\000</c>.
/// </summary>
public readonly record struct Question(string Name, RecordType Type, int Class = Message.Internet);

/// <param name="Name">The owner.</param>
/// <param name="Ttl">For how many seconds it may be cached, 0 to 2^31 - 1.</param>
public abstract record Record(string Name, int Ttl)
{
    public abstract RecordType Type { get; }
}

/// <summary>A or AAAA, as the address's family says.</summary>
public sealed record AddressRecord(string Name, int Ttl, IPAddress Address) : Record(Name, Ttl)
{
    public override RecordType Type =>
        Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? RecordType.A
            : RecordType.Aaaa;
}

public sealed record NsRecord(string Name, int Ttl, string Server) : Record(Name, Ttl)
{
    public override RecordType Type => RecordType.Ns;
}

/// <param name="Minimum">For how many seconds "there is no such thing" may be cached.</param>
public sealed record SoaRecord(
    string Name,
    int Ttl,
    string Server,
    string Mailbox,
    uint Serial,
    int Refresh,
    int Retry,
    int Expire,
    int Minimum) : Record(Name, Ttl)
{
    public override RecordType Type => RecordType.Soa;
}

/// <param name="Text">Latin-1. On the wire it is cut into strings of 255 bytes.</param>
public sealed record TxtRecord(string Name, int Ttl, string Text) : Record(Name, Ttl)
{
    public override RecordType Type => RecordType.Txt;
}

/// <summary>A record of a type, or a class, that nobody here needs to understand.</summary>
public sealed record OtherRecord(
    string Name,
    int Ttl,
    RecordType Kind,
    int Class,
    ReadOnlyMemory<byte> Data) : Record(Name, Ttl)
{
    public override RecordType Type => Kind;
}
