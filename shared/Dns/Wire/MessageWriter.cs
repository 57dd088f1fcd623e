using System.Buffers.Binary;

namespace Shop.Dns.Wire;

/// <summary>
/// Fills a buffer. Once something has not fitted it is <see cref="IsFull"/>, and nothing more is
/// written until <see cref="ReturnTo"/>.
/// </summary>
internal ref struct MessageWriter(Span<byte> buffer)
{
    // A pointer has 14 bits.
    private const int LastTarget = 0x3FFF;

    private readonly Span<byte> buffer = buffer;

    // Every name written so far, from each of its labels on, and where that stands.
    private readonly List<(string Name, int Start, int Position)> known = new(8);

    public int Position { get; private set; }

    public bool IsFull { get; private set; }

    /// <summary>Bytes at the end that stay free for what has to fit.</summary>
    public int Reserve { get; set; }

    public void Byte(int value)
    {
        if (Take(1) is { Length: 1 } place)
            place[0] = (byte)value;
    }

    public void Short(int value)
    {
        if (Take(2) is { Length: 2 } place)
            BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)value);
    }

    public void Long(uint value)
    {
        if (Take(4) is { Length: 4 } place)
            BinaryPrimitives.WriteUInt32BigEndian(place, value);
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        var place = Take(bytes.Length);
        if (!IsFull)
            bytes.CopyTo(place);
    }

    /// <summary>Overwrites what stands at <paramref name="position"/>.</summary>
    public readonly void Patch(int position, int value) =>
        BinaryPrimitives.WriteUInt16BigEndian(buffer[position..], (ushort)value);

    /// <summary>Takes back everything from <paramref name="position"/> on.</summary>
    public void ReturnTo(int position)
    {
        Position = position;
        IsFull = false;
        known.RemoveAll(name => name.Position >= position);
    }

    /// <summary>Writes a name, and of an end that the message has already, only a pointer.</summary>
    public void Name(string name)
    {
        var rest = name.AsSpan();
        Span<byte> label = stackalloc byte[Names.LongestLabel];
        var size = 1;
        while (rest.Length > 0)
        {
            if (PositionOf(rest) is >= 0 and var position)
            {
                Short(0xC000 | position);
                return;
            }

            if (Position <= LastTarget && !IsFull)
                known.Add((name, name.Length - rest.Length, Position));
            var length = Names.TakeLabel(ref rest, label);
            size += length + 1;
            if (length < 0 || size > Names.Longest)
                throw new ArgumentException($"not a domain name: {name}", nameof(name));
            Byte(length);
            Bytes(label[..length]);
        }

        Byte(0);
    }

    // Upper and lower case count as different here, so that a name arrives as it was sent.
    private readonly int PositionOf(ReadOnlySpan<char> end)
    {
        foreach (var (name, start, position) in known)
        {
            if (name.AsSpan(start).SequenceEqual(end))
                return position;
        }

        return -1;
    }

    private Span<byte> Take(int length)
    {
        IsFull |= length > buffer.Length - Reserve - Position;
        if (IsFull)
            return [];
        Position += length;
        return buffer.Slice(Position - length, length);
    }
}
