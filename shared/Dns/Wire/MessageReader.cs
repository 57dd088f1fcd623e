using System.Buffers.Binary;
using System.Text;

namespace Shop.Dns.Wire;

/// <summary>
/// Walks through a packet. After anything that can't be read it stays <see cref="Failed"/> and
/// reads zeros, so that whoever reads needs to ask only now and then.
/// </summary>
internal ref struct MessageReader(ReadOnlySpan<byte> packet)
{
    private const int PointerMark = 0xC0;

    private readonly ReadOnlySpan<byte> packet = packet;

    public int Position { get; private set; }

    public bool Failed { get; private set; }

    public readonly bool IsAtEnd => Position == packet.Length;

    public int Byte() => Take(1) is [var octet] ? octet : 0;

    public int Short() =>
        Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;

    public uint Long() =>
        Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>Seconds; what is above 2^31 - 1 counts as 0 (RFC 2181, 8).</summary>
    public int Seconds() => Long() is var seconds and <= int.MaxValue ? (int)seconds : 0;

    public ReadOnlySpan<byte> Take(int length)
    {
        if (Failed || length > packet.Length - Position)
        {
            Failed = true;
            return [];
        }

        Position += length;
        return packet.Slice(Position - length, length);
    }

    public void Fail() => Failed = true;

    /// <summary>
    /// Reads a name that may go on elsewhere. A pointer has to lead back before the part that it
    /// stands in, so that no chain of them is endless.
    /// </summary>
    public string Name()
    {
        var name = new StringBuilder();
        var (cursor, start, size) = (Position, Position, 1);
        var after = -1;
        while (TryLabel(cursor, out var head) && head != 0)
        {
            if (head >= PointerMark)
            {
                var target = PointerAt(cursor);
                after = after < 0 ? cursor + 2 : after;
                Failed |= target < 0 || target >= start;
                (cursor, start) = (target, target);
                continue;
            }

            size += head + 1;
            Failed |= size > Names.Longest;
            if (!Failed)
                Names.AppendLabel(name, packet.Slice(cursor + 1, head));
            cursor += head + 1;
        }

        if (!Failed)
            Position = after < 0 ? cursor + 1 : after;
        return name.ToString();
    }

    // The length of a label that is all there, or the first byte of a pointer.
    private bool TryLabel(int cursor, out int head)
    {
        head = 0;
        if (Failed || cursor >= packet.Length)
        {
            Failed = true;
            return false;
        }

        head = packet[cursor];
        var isLabel = head <= Names.LongestLabel && head < packet.Length - cursor;
        Failed = !isLabel && head < PointerMark;
        return !Failed;
    }

    private readonly int PointerAt(int cursor) => cursor + 1 < packet.Length
        ? ((packet[cursor] & ~PointerMark) << 8) | packet[cursor + 1]
        : -1;
}
