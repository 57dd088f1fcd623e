namespace GeoDns.Tests.Support;

/// <summary>Answers a resolver's questions with what a test says, by UDP and TCP.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private readonly UdpClient udp;
    private readonly TcpListener tcp;
    private readonly CancellationTokenSource closed = new();
    private readonly Task[] loops;

    public NameServer()
    {
        (udp, tcp) = Listen();
        EndPoint = (IPEndPoint)tcp.LocalEndpoint;
        loops = [ServeUdpAsync(), ServeTcpAsync()];
    }

    public IPEndPoint EndPoint { get; }

    public List<Message> Queries { get; } = [];

    public bool IsGone { get; set; }

    /// <summary>Drops as many queries before it answers.</summary>
    public int Losses { get; set; }

    /// <summary>Says by UDP that the answer is too long for it.</summary>
    public bool Truncates { get; set; }

    public Func<Message, Message> Answer { get; set; } = query => query;

    /// <summary>Answers with addresses that may be kept for a time.</summary>
    public void Have(int ttl, params string[] addresses) => Answer = query => query with
    {
        Answers = [.. addresses.Select(address =>
            new AddressRecord(query.Questions[0].Name, ttl, IPAddress.Parse(address)))],
    };

    // A port that is free for one of the two may be taken for the other.
    private static (UdpClient Udp, TcpListener Tcp) Listen()
    {
        while (true)
        {
            var one = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var other = new TcpListener((IPEndPoint)one.Client.LocalEndPoint!);
            try
            {
                other.Start();
                return (one, other);
            }
            catch (SocketException)
            {
                one.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        udp.Dispose();
        tcp.Dispose();
        await Task.WhenAll(loops).ContinueWith(_ => { }, TaskScheduler.Default);
        closed.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[Message.MaximumSize];
        while (true)
        {
            var received = await udp.ReceiveAsync(closed.Token);
            var query = Message.TryDecode(received.Buffer)!;
            Queries.Add(query);
            if (IsGone || Losses-- > 0)
                continue;
            var answer = Truncates
                ? query with { IsResponse = true, IsTruncated = true }
                : Answer(query) with { IsResponse = true };
            await udp.SendAsync(
                buffer.AsMemory(0, answer.Encode(buffer)), received.RemoteEndPoint, closed.Token);
        }
    }

    private async Task ServeTcpAsync()
    {
        while (true)
        {
            using var client = await tcp.AcceptTcpClientAsync(closed.Token);
            var packet = await TcpFrame.ReadAsync(client.GetStream(), closed.Token);
            var answer = Answer(Message.TryDecode(packet!.Value.Span)!) with { IsResponse = true };
            await TcpFrame.WriteAsync(client.GetStream(), answer, closed.Token);
        }
    }
}
