namespace GeoDns.Tests.Support;

/// <summary>Packets of all kinds of malice, the same for the same seed.</summary>
internal sealed class Fuzz(int seed)
{
    private static readonly string[] Names =
        ["shop.test", "why.shop.test", "eu-west-1.shop.test", "a.b.c.shop.test", "example.org", ""];

    private static readonly RecordType[] Types =
        [RecordType.A, RecordType.Soa, RecordType.Ns, RecordType.Txt, RecordType.Any];

    private readonly Random random = new(seed);
    private readonly byte[] buffer = new byte[2048];

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<byte> Next() => random.Next(5) switch
    {
        0 => Noise(),
        1 => Query(),
        2 => Pointers(),
        3 => Cut(Mutated(Query())),
        _ => Mutated(Query()),
    };

    private Span<byte> Noise()
    {
        var packet = buffer.AsSpan(0, random.Next(200));
        random.NextBytes(packet);
        return packet;
    }

    private Span<byte> Query()
    {
        var query = new Message
        {
            Id = random.Next(65536),
            Questions = [new(Names[random.Next(Names.Length)], Types[random.Next(Types.Length)])],
            Edns = random.Next(2) == 0
                ? null
                : new(random.Next(65536), Subnet: new(IPAddress.Parse("203.0.113.0"), 24)),
        };
        return buffer.AsSpan(0, query.Encode(buffer));
    }

    // A question whose name is nothing but pointers and labels, at random: loops among them.
    private Span<byte> Pointers()
    {
        var packet = Query()[..Message.HeaderSize];
        var size = Message.HeaderSize + random.Next(300);
        for (var place = packet.Length; place < size; place += 2)
        {
            buffer[place] = (byte)(random.Next(4) == 0 ? random.Next(64) : 0xC0);
            buffer[place + 1] = (byte)random.Next(size);
        }

        return buffer.AsSpan(0, size);
    }

    private Span<byte> Mutated(Span<byte> packet)
    {
        for (var times = random.Next(1, 6); times > 0; times--)
            packet[random.Next(packet.Length)] = (byte)random.Next(256);
        return packet;
    }

    private Span<byte> Cut(Span<byte> packet) => packet[..random.Next(packet.Length + 1)];
}
