using System.Text;

namespace Shop.Dns.Wire;

internal static class RecordWriter
{
    private const int LongestString = 255;

    public static void Write(ref MessageWriter writer, Record record)
    {
        writer.Name(record.Name);
        writer.Short((int)record.Type);
        writer.Short(record is OtherRecord other ? other.Class : Message.Internet);
        writer.Long((uint)record.Ttl);
        var lengthAt = writer.Position;
        writer.Short(0);
        WriteData(ref writer, record);
        if (!writer.IsFull)
            writer.Patch(lengthAt, writer.Position - lengthAt - 2);
    }

    private static void WriteData(ref MessageWriter writer, Record record)
    {
        switch (record)
        {
            case AddressRecord address:
                Span<byte> bytes = stackalloc byte[16];
                address.Address.TryWriteBytes(bytes, out var length);
                writer.Bytes(bytes[..length]);
                break;
            case NsRecord ns:
                writer.Name(ns.Server);
                break;
            case SoaRecord soa:
                WriteSoa(ref writer, soa);
                break;
            case TxtRecord txt:
                WriteText(ref writer, txt.Text);
                break;
            case OtherRecord other:
                writer.Bytes(other.Data.Span);
                break;
        }
    }

    private static void WriteSoa(ref MessageWriter writer, SoaRecord soa)
    {
        writer.Name(soa.Server);
        writer.Name(soa.Mailbox);
        writer.Long(soa.Serial);
        writer.Long((uint)soa.Refresh);
        writer.Long((uint)soa.Retry);
        writer.Long((uint)soa.Expire);
        writer.Long((uint)soa.Minimum);
    }

    private static void WriteText(ref MessageWriter writer, string text)
    {
        var rest = Encoding.Latin1.GetBytes(text).AsSpan();
        do
        {
            var part = rest[..Math.Min(LongestString, rest.Length)];
            writer.Byte(part.Length);
            writer.Bytes(part);
            rest = rest[part.Length..];
        }
        while (rest.Length > 0);
    }
}
