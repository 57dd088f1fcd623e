using System.Net;
using System.Text;

namespace Shop.Dns.Wire;

internal static class RecordReader
{
    /// <summary>Reads what follows a record's name and type.</summary>
    public static Record Read(ref MessageReader reader, string name, RecordType type)
    {
        var (kind, ttl, length) = (reader.Short(), reader.Seconds(), reader.Short());
        var end = reader.Position + length;
        Record record = (kind, type, length) switch
        {
            (Message.Internet, RecordType.A, 4) or (Message.Internet, RecordType.Aaaa, 16) =>
                new AddressRecord(name, ttl, Address(reader.Take(length))),
            (Message.Internet, RecordType.Ns, _) => new NsRecord(name, ttl, reader.Name()),
            (Message.Internet, RecordType.Soa, _) => Soa(ref reader, name, ttl),
            (Message.Internet, RecordType.Txt, > 0) =>
                new TxtRecord(name, ttl, Text(ref reader, end)),
            _ => new OtherRecord(name, ttl, type, kind, reader.Take(length).ToArray()),
        };
        if (reader.Position != end)
            reader.Fail(); // the data is longer or shorter than it says
        return record;
    }

    private static IPAddress Address(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 0 ? IPAddress.None : new IPAddress(bytes);

    private static SoaRecord Soa(ref MessageReader reader, string name, int ttl) => new(
        name,
        ttl,
        reader.Name(),
        reader.Name(),
        reader.Long(),
        reader.Seconds(),
        reader.Seconds(),
        reader.Seconds(),
        reader.Seconds());

    private static string Text(ref MessageReader reader, int end)
    {
        var text = new StringBuilder();
        while (reader.Position < end && !reader.Failed)
            text.Append(Encoding.Latin1.GetString(reader.Take(reader.Byte())));
        return text.ToString();
    }
}
