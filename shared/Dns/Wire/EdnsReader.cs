using System.Net;

namespace Shop.Dns.Wire;

internal static class EdnsReader
{
    public const int SubnetOption = 8;
    public const int DnssecOk = 0x8000;
    public const int FamilyIPv4 = 1;
    public const int FamilyIPv6 = 2;

    /// <summary>Reads what follows the type; <paramref name="code"/> is the upper part of it.</summary>
    public static Edns Read(ref MessageReader reader, out int code)
    {
        var size = reader.Short();
        code = reader.Byte();
        var (version, flags) = (reader.Byte(), reader.Short());
        var end = reader.Short() + reader.Position;
        ClientSubnet? subnet = null;
        while (reader.Position < end && !reader.Failed)
        {
            var (option, length) = (reader.Short(), reader.Short());
            // What a later version has in its options is not for this one to judge.
            if (option == SubnetOption && version == 0)
                subnet = Subnet(ref reader, length);
            else
                reader.Take(length);
        }

        if (reader.Position != end)
            reader.Fail();
        return new(size, version, (flags & DnssecOk) != 0, subnet);
    }

    // RFC 7871, 6: as many bytes as the prefix needs, no more, and zeros behind the prefix.
    private static ClientSubnet? Subnet(ref MessageReader reader, int length)
    {
        var (family, source, scope) = (reader.Short(), reader.Byte(), reader.Byte());
        var bits = family switch { FamilyIPv4 => 32, FamilyIPv6 => 128, _ => 0 };
        var given = reader.Take(Math.Max(0, length - 4));
        if (reader.Failed
            || length < 4
            || family > FamilyIPv6
            || source > bits
            || scope > bits
            || given.Length != (source + 7) / 8)
        {
            reader.Fail();
            return null;
        }

        if (bits == 0)
            return new(null, 0, scope);
        Span<byte> address = stackalloc byte[bits / 8];
        given.CopyTo(address);
        if (source % 8 != 0 && (given[^1] & (0xFF >> (source % 8))) != 0)
            reader.Fail();
        return new(new IPAddress(address), source, scope);
    }
}
