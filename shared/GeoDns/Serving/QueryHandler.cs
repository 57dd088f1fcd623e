using System.Buffers.Binary;

namespace GeoDns.Serving;

/// <summary>
/// From a packet to its answer, whatever the packet: this is the part that the whole world can
/// throw anything at. Safe for several threads.
/// </summary>
internal sealed class QueryHandler(Authority authority)
{
    private const int Internet = Message.Internet;
    private const int AnyClass = 255;

    /// <param name="packet">As received.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="isTcp">Whether it need not fit into a datagram.</param>
    /// <param name="buffer">Takes the answer, <see cref="Message.MaximumSize"/> bytes.</param>
    /// <returns>The answer's length; 0 for silence.</returns>
    public int Handle(ReadOnlySpan<byte> packet, IPAddress source, bool isTcp, Span<byte> buffer)
    {
        // Whoever answers an answer can be set against another server, for ever.
        if (packet.Length < Message.HeaderSize || (packet[2] & 0x80) != 0)
            return 0;
        var opcode = (packet[2] >> 3) & 15;
        if (opcode != 0)
            return Bare(packet, ResponseCode.NotImp).Encode(buffer);
        if (Message.TryDecode(packet) is not { Questions: [var question] } query)
            return Bare(packet, ResponseCode.FormErr).Encode(buffer);
        var reply = Reply(query, question, source);
        var size = isTcp ? Message.MaximumSize : LargestDatagram(query.Edns);
        return Compose(query, reply).Encode(buffer[..size]);
    }

    private Reply Reply(Message query, Question question, IPAddress source) => query switch
    {
        { Edns.Version: > 0 } => new(ResponseCode.BadVers, []),
        // RFC 7871, 7.1.3: only answers have a scope.
        { Edns.Subnet.ScopePrefix: > 0 } => new(ResponseCode.FormErr, []),
        _ when question.Class is not (Internet or AnyClass) => new(ResponseCode.Refused, []),
        _ => authority.Answer(question, query.Edns?.Subnet, source),
    };

    private static Message Compose(Message query, Reply reply) => new()
    {
        Id = query.Id,
        IsResponse = true,
        IsAuthoritative = reply.Code is ResponseCode.NoError or ResponseCode.NxDomain,
        RecursionDesired = query.RecursionDesired,
        Code = reply.Code,
        Questions = query.Questions,
        Answers = reply.Answers,
        Authorities = reply.Authorities,
        Additionals = reply.Additionals,
        Edns = query.Edns is not { } edns ? null : new(
            Edns.SafeSize,
            DnssecOk: edns.DnssecOk,
            Subnet: edns.Subnet is { } subnet ? subnet with { ScopePrefix = reply.Scope } : null),
    };

    // Only the header could be read, if that: nothing else goes back.
    private static Message Bare(ReadOnlySpan<byte> packet, ResponseCode code) => new()
    {
        Id = BinaryPrimitives.ReadUInt16BigEndian(packet),
        IsResponse = true,
        Opcode = (packet[2] >> 3) & 15,
        RecursionDesired = (packet[2] & 1) != 0,
        Code = code,
    };

    // Nobody gets more than what passes unfragmented, however much they say they take.
    private static int LargestDatagram(Edns? edns) => Math.Clamp(
        edns?.UdpSize ?? 0, Message.PlainSize, Edns.SafeSize);
}
