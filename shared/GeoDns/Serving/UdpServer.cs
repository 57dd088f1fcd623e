namespace GeoDns.Serving;

/// <summary>One datagram after the other, without an allocation of its own.</summary>
internal sealed class UdpServer(Settings settings, QueryHandler handler) : BackgroundService
{
    // Bursts wait in the kernel while one packet is worked on: a few thousand of them.
    private const int ReceiveBuffer = 4 * 1024 * 1024;

    private readonly Socket socket =
        new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        socket.ReceiveBufferSize = ReceiveBuffer;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, settings.Port));
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        socket.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var packet = GC.AllocateArray<byte>(Message.MaximumSize, pinned: true);
        var answer = GC.AllocateArray<byte>(Message.MaximumSize, pinned: true);
        var sender = new SocketAddress(AddressFamily.InterNetwork);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var length = await socket.ReceiveFromAsync(
                    packet, SocketFlags.None, sender, stoppingToken);
                var size = handler.Handle(
                    packet.AsSpan(0, length), AddressOf(sender), isTcp: false, answer);
                if (size > 0)
                    await socket.SendToAsync(
                        answer.AsMemory(0, size), SocketFlags.None, sender, stoppingToken);
            }
            catch (SocketException)
            {
                // The sender has gone, or the kernel has no room: the next one is waiting.
            }
        }
    }

    private static IPAddress AddressOf(SocketAddress sender) =>
        new(sender.Buffer.Span.Slice(4, 4)); // after the family and the port, on every system
}
