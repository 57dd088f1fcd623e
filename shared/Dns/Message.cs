using Shop.Dns.Wire;

namespace Shop.Dns;

/// <summary>A query or an answer, as RFC 1035 has it.</summary>
public sealed record Message
{
    public const int Internet = 1;

    /// <summary>What a UDP message may have without EDNS, bytes.</summary>
    public const int PlainSize = 512;

    /// <summary>What any message may have, bytes: TCP prefixes its length as 16 bits.</summary>
    public const int MaximumSize = 65535;

    public const int HeaderSize = 12;

    public int Id { get; init; }

    public bool IsResponse { get; init; }

    /// <summary>0 to 15; 0 is a plain query.</summary>
    public int Opcode { get; init; }

    public bool IsAuthoritative { get; init; }

    /// <summary>Not all of it fitted: ask again by TCP.</summary>
    public bool IsTruncated { get; init; }

    public bool RecursionDesired { get; init; }

    public bool RecursionAvailable { get; init; }

    public ResponseCode Code { get; init; }

    public IReadOnlyList<Question> Questions { get; init; } = [];

    public IReadOnlyList<Record> Answers { get; init; } = [];

    public IReadOnlyList<Record> Authorities { get; init; } = [];

    /// <summary>Without OPT, which is <see cref="Edns"/>.</summary>
    public IReadOnlyList<Record> Additionals { get; init; } = [];

    public Edns? Edns { get; init; }

    /// <summary>
    /// Writes as much as fits. What does not fit is left out and the message says so (truncation);
    /// additional records are left out silently, because nobody asked for them.
    /// </summary>
    /// <param name="buffer">At least 512 bytes.</param>
    /// <returns>The length.</returns>
    /// <exception cref="ArgumentException">A name is no domain name.</exception>
    public int Encode(Span<byte> buffer) => MessageEncoder.Encode(this, buffer);

    /// <summary>Returns null for what is no DNS message; never throws.</summary>
    public static Message? TryDecode(ReadOnlySpan<byte> packet) => MessageDecoder.TryDecode(packet);
}
