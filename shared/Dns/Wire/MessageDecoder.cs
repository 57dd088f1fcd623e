using System.Net;
using System.Text;

namespace Shop.Dns.Wire;

internal static class MessageDecoder
{
    public static Message? TryDecode(ReadOnlySpan<byte> packet)
    {
        var reader = new MessageReader(packet);
        var (id, flags) = (reader.Short(), reader.Short());
        var (questions, answers) = (reader.Short(), reader.Short());
        var (authorities, additionals) = (reader.Short(), reader.Short());
        var message = new Message
        {
            Id = id,
            IsResponse = (flags & Flags.Response) != 0,
            Opcode = (flags >> Flags.OpcodeShift) & 15,
            IsAuthoritative = (flags & Flags.Authoritative) != 0,
            IsTruncated = (flags & Flags.Truncated) != 0,
            RecursionDesired = (flags & Flags.RecursionDesired) != 0,
            RecursionAvailable = (flags & Flags.RecursionAvailable) != 0,
            Questions = Questions(ref reader, questions),
            Answers = Records(ref reader, answers),
            Authorities = Records(ref reader, authorities),
        };
        message = WithAdditionals(message, ref reader, additionals, flags & 15);
        return reader.Failed || !reader.IsAtEnd ? null : message;
    }

    private static List<Question> Questions(ref MessageReader reader, int count)
    {
        var questions = new List<Question>();
        while (count-- > 0 && !reader.Failed)
            questions.Add(new(reader.Name(), (RecordType)reader.Short(), reader.Short()));
        return questions;
    }

    // Counts are only believed as far as there are bytes: a small packet can claim 65,535 records.
    private static IReadOnlyList<Record> Records(ref MessageReader reader, int count)
    {
        if (count == 0)
            return [];
        var records = new List<Record>();
        while (count-- > 0 && !reader.Failed)
        {
            var (name, type) = (reader.Name(), (RecordType)reader.Short());
            if (type == RecordType.Opt)
                reader.Fail(); // it belongs among the additional records
            else
                records.Add(RecordReader.Read(ref reader, name, type));
        }

        return records;
    }

    private static Message WithAdditionals(
        Message message, ref MessageReader reader, int count, int code)
    {
        Edns? edns = null;
        List<Record>? records = null;
        while (count-- > 0 && !reader.Failed)
        {
            var (name, type) = (reader.Name(), (RecordType)reader.Short());
            if (type != RecordType.Opt)
            {
                (records ??= []).Add(RecordReader.Read(ref reader, name, type));
                continue;
            }

            if (edns is not null || name.Length > 0)
                reader.Fail(); // RFC 6891, 6.1.1: at most one, and it is the root's
            edns = EdnsReader.Read(ref reader, out var upper);
            code |= upper << 4;
        }

        return message with { Edns = edns, Additionals = records ?? [], Code = (ResponseCode)code };
    }
}
