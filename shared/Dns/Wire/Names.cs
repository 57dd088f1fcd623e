using System.Text;

namespace Shop.Dns.Wire;

/// <summary>Names between their text and their labels.</summary>
internal static class Names
{
    public const int LongestLabel = 63;

    /// <summary>Bytes on the wire, lengths and the closing zero included.</summary>
    public const int Longest = 255;

    public static void AppendLabel(StringBuilder name, ReadOnlySpan<byte> label)
    {
        if (name.Length > 0)
            name.Append('.');
        foreach (var octet in label)
        {
            if (octet is (byte)'.' or (byte)'\\')
                name.Append('\\').Append((char)octet);
            else if (octet is > 32 and < 127)
                name.Append((char)octet);
            else
                name.Append('\\').Append(octet.ToString("D3"));
        }
    }

    /// <summary>
    /// Takes the first label off <paramref name="name"/> and returns its length, or -1 if there is
    /// none as it should be.
    /// </summary>
    /// <param name="label">At least 63 bytes.</param>
    public static int TakeLabel(ref ReadOnlySpan<char> name, scoped Span<byte> label)
    {
        var length = 0;
        while (name.Length > 0 && name[0] != '.')
        {
            if (length == LongestLabel || !TryTakeOctet(ref name, out label[length++]))
                return -1;
        }

        if (name.Length > 0)
            name = name[1..];
        return length == 0 ? -1 : length;
    }

    private static bool TryTakeOctet(ref ReadOnlySpan<char> name, out byte octet)
    {
        var isEscape = name[0] == '\\';
        var digits = isEscape && name.Length > 1 && char.IsAsciiDigit(name[1]) ? 3 : 0;
        var size = isEscape ? 1 + Math.Max(digits, 1) : 1;
        octet = 0;
        if (name.Length < size)
            return false;
        if (digits > 0 && !byte.TryParse(name[1..4], out octet))
            return false;
        var last = name[size - 1];
        if (digits == 0 && last > 255)
            return false;
        if (digits == 0)
            octet = (byte)last;
        name = name[size..];
        return true;
    }
}
