using FsCheck;
using FsCheck.Fluent;
using Record = Shop.Dns.Record;

namespace GeoDns.Tests.Support;

/// <summary>Generates messages with everything that the wire can carry.</summary>
internal static class AnyMessage
{
    private static readonly Gen<int> Byte = Gen.Choose(0, 255);
    private static readonly Gen<int> Short = Gen.Choose(0, 65535);
    private static readonly Gen<int> Seconds = Gen.Choose(0, int.MaxValue);
    private static readonly Gen<bool> Coin = Gen.Elements(true, false);

    // A few that share their ends, so that there is something to compress, and some that are odd.
    private static readonly Gen<string> Name =
        from labels in Gen.Elements(
            "shop", "test", "Shop", "ns1", "why", @"a\.b", @"\000\255", @"\\", new string('x', 63))
            .ListOf()
        select string.Join('.', labels.Take(3));

    private static readonly Gen<byte[]> Bytes = Byte.Select(octet => (byte)octet).ArrayOf();

    private static readonly Gen<Record> Record = Gen.OneOf(
        from name in Name
        from ttl in Seconds
        from size in Gen.Elements(4, 16)
        from octets in Byte.ListOf(size)
        select (Record)new AddressRecord(
            name, ttl, new IPAddress(octets.Select(octet => (byte)octet).ToArray())),
        from name in Name
        from ttl in Seconds
        from server in Name
        select (Record)new NsRecord(name, ttl, server),
        from name in Name
        from server in Name
        from mailbox in Name
        from numbers in Seconds.ListOf(6)
        select (Record)new SoaRecord(
            name, numbers[0], server, mailbox, uint.MaxValue - (uint)numbers[1],
            numbers[2], numbers[3], numbers[4], numbers[5]),
        from name in Name
        from ttl in Seconds
        from text in Byte.Select(octet => (char)octet).ArrayOf()
        from times in Gen.Choose(1, 20)
        select (Record)new TxtRecord(name, ttl, string.Concat(Enumerable.Repeat(new string(text), times))),
        from name in Name
        from ttl in Seconds
        from type in Gen.Choose(1000, 65535)
        from data in Bytes
        select (Record)new OtherRecord(name, ttl, (RecordType)type, 1, data));

    private static readonly Gen<ClientSubnet?> Subnet =
        from size in Gen.Elements(0, 4, 16)
        from octets in Byte.ListOf(16)
        from source in Gen.Choose(0, size * 8)
        from scope in Gen.Choose(0, size * 8)
        select size == 0 ? null : new ClientSubnet(
            new IPNetwork(
                Masked(octets.Take(size).Select(octet => (byte)octet).ToArray(), source), source)
                .BaseAddress,
            source,
            scope);

    private static readonly Gen<Edns?> Edns =
        from size in Short
        from dnssec in Coin
        from subnet in Subnet
        from present in Coin
        select present ? new Edns(size, 0, dnssec, subnet) : null;

    private static readonly Gen<IReadOnlyList<Record>> Records =
        Gen.Choose(0, 4).SelectMany(count => Record.ListOf(count))
            .Select(records => (IReadOnlyList<Record>)records.ToList());

    public static Gen<Message> Any { get; } =
        from numbers in Short.ListOf(3)
        from flags in Coin.ListOf(4)
        from name in Name
        from answers in Records
        from authorities in Records
        from additionals in Records
        from edns in Edns
        select new Message
        {
            Id = numbers[0],
            Opcode = numbers[1] % 16,
            Code = (ResponseCode)(numbers[2] % (edns is null ? 16 : 4096)),
            IsResponse = flags[0],
            IsAuthoritative = flags[1],
            RecursionDesired = flags[2],
            RecursionAvailable = flags[3],
            Questions = [new(name, RecordType.A)],
            Answers = answers,
            Authorities = authorities,
            Additionals = additionals,
            Edns = edns,
        };

    /// <summary>All of a message as text, so that two can be compared.</summary>
    public static string Describe(Message message)
    {
        var (answers, authorities, additionals) =
            (Lines(message.Answers), Lines(message.Authorities), Lines(message.Additionals));
        return $"""
            {message.Id} {message.IsResponse} {message.Opcode} {message.IsAuthoritative}
            {message.IsTruncated} {message.RecursionDesired} {message.RecursionAvailable}
            {message.Code} {string.Join(',', message.Questions)} {message.Edns}
            {answers} / {authorities} / {additionals}
            """;
    }

    private static string Lines(IEnumerable<Record> records) =>
        string.Join('\n', records.Select(record => record is OtherRecord other
            ? $"{other with { Data = default }} {Convert.ToHexString(other.Data.Span)}"
            : record.ToString()));

    private static IPAddress Masked(byte[] octets, int prefix)
    {
        for (var bit = prefix; bit < octets.Length * 8; bit++)
            octets[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new(octets);
    }
}
