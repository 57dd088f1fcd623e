namespace Shop.Dns.Wire;

internal static class MessageEncoder
{
    private const int FlagsAt = 2;
    private const int AnswersAt = 6;
    private const int AuthoritiesAt = 8;
    private const int AdditionalsAt = 10;

    public static int Encode(Message message, Span<byte> buffer)
    {
        var writer = new MessageWriter(buffer) { Reserve = EdnsWriter.Size(message.Edns) };
        var flags = FlagsOf(message);
        writer.Short(message.Id);
        writer.Short(flags);
        writer.Short(message.Questions.Count);
        writer.Bytes(stackalloc byte[6]);
        foreach (var question in message.Questions)
        {
            writer.Name(question.Name);
            writer.Short((int)question.Type);
            writer.Short(question.Class);
        }

        var isWhole = TryWrite(ref writer, message.Answers, AnswersAt)
            && TryWrite(ref writer, message.Authorities, AuthoritiesAt);
        if (isWhole)
            TryWrite(ref writer, message.Additionals, AdditionalsAt, message.Edns is null ? 0 : 1);
        else
            writer.Patch(FlagsAt, flags | Flags.Truncated);
        if (message.Edns is { } edns)
        {
            if (!isWhole)
                writer.Patch(AdditionalsAt, 1);
            writer.Reserve = 0;
            EdnsWriter.Write(ref writer, edns, (int)message.Code >> 4);
        }

        return writer.Position;
    }

    // Writes the records and how many of them there are, besides those that are yet to come.
    private static bool TryWrite(
        ref MessageWriter writer, IReadOnlyList<Record> records, int countAt, int toCome = 0)
    {
        var written = 0;
        while (written < records.Count)
        {
            var start = writer.Position;
            RecordWriter.Write(ref writer, records[written]);
            if (writer.IsFull)
            {
                writer.ReturnTo(start);
                break;
            }

            written++;
        }

        writer.Patch(countAt, written + toCome);
        return written == records.Count;
    }

    private static int FlagsOf(Message message) =>
        (message.IsResponse ? Flags.Response : 0)
        | (message.Opcode << Flags.OpcodeShift)
        | (message.IsAuthoritative ? Flags.Authoritative : 0)
        | (message.IsTruncated ? Flags.Truncated : 0)
        | (message.RecursionDesired ? Flags.RecursionDesired : 0)
        | (message.RecursionAvailable ? Flags.RecursionAvailable : 0)
        | ((int)message.Code & 15);
}
