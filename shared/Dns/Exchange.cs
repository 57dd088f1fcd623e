using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Shop.Dns;

/// <summary>One question to one server: by UDP, and by TCP if the answer is too long for that.</summary>
internal sealed class Exchange(IPEndPoint server, ClientSubnet? subnet, TimeProvider clock)
{
    /// <summary>Rather three short waits than a long one: a lost packet is the usual reason.</summary>
    public const int Attempts = 3;

    /// <summary>For each attempt; longer than the longest round trip on Earth.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Returns null if no attempt got an answer.</summary>
    public async Task<Message?> AskAsync(Question question)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryAsync(question) is { } answer)
                return answer;
        }

        return null;
    }

    private async Task<Message?> TryAsync(Question question)
    {
        var query = new Message
        {
            Id = RandomNumberGenerator.GetInt32(65536), // one that nobody else can guess
            RecursionDesired = true,
            Questions = [question],
            Edns = new(Subnet: subnet),
        };
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            var answer = await AskByUdpAsync(query, limit.Token);
            return answer.IsTruncated ? await AskByTcpAsync(query, limit.Token) : answer;
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            return null; // no server there, or none that answers in time
        }
    }

    private async Task<Message> AskByUdpAsync(Message query, CancellationToken limit)
    {
        // A new socket has a new port: a forger has to guess that, too.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, limit);
        var buffer = new byte[Edns.SafeSize];
        await socket.SendAsync(buffer.AsMemory(0, query.Encode(buffer)), limit);
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, limit);
            if (Message.TryDecode(buffer.AsSpan(0, length)) is { } answer && Answers(answer, query))
                return answer;
        }
    }

    private async Task<Message?> AskByTcpAsync(Message query, CancellationToken limit)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, limit);
        var stream = client.GetStream();
        await TcpFrame.WriteAsync(stream, query, limit);
        return await TcpFrame.ReadAsync(stream, limit) is { } packet
            && Message.TryDecode(packet.Span) is { } answer
            && Answers(answer, query)
                ? answer
                : null;
    }

    private static bool Answers(Message answer, Message query) =>
        answer.IsResponse
        && answer.Id == query.Id
        && answer.Questions is [var echo]
        && echo.Type == query.Questions[0].Type
        && echo.Name.Equals(query.Questions[0].Name, StringComparison.OrdinalIgnoreCase);
}
