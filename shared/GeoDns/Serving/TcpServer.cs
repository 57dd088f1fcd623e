using System.Buffers;
using System.Buffers.Binary;

namespace GeoDns.Serving;

/// <summary>For answers too long for a datagram, and for whoever likes TCP better (RFC 7766).</summary>
internal sealed class TcpServer(Settings settings, QueryHandler handler) : BackgroundService
{
    private const int MostConnections = 100;

    // For the next query, all of it, and for taking the answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener listener = new(IPAddress.Loopback, settings.Port);
    private int connections;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(stoppingToken), stoppingToken);
            }
            catch (SocketException)
            {
                // It has gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var answer = ArrayPool<byte>.Shared.Rent(TcpFrame.PrefixSize + Message.MaximumSize);
        try
        {
            // One too many gets closed at once: it can tell that from a server that is slow.
            if (Interlocked.Increment(ref connections) <= MostConnections)
                await AnswerAsync(stream, ((IPEndPoint)socket.RemoteEndPoint!).Address, answer, stopping);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Gone, idle for too long, or we are about to end: in any case it is closed.
        }
        finally
        {
            Interlocked.Decrement(ref connections);
            ArrayPool<byte>.Shared.Return(answer);
        }
    }

    private async Task AnswerAsync(
        Stream stream, IPAddress source, byte[] answer, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        while (true)
        {
            limit.CancelAfter(Patience);
            if (await TcpFrame.ReadAsync(stream, limit.Token) is not { } packet)
                return;
            var size = handler.Handle(
                packet.Span, source, isTcp: true, answer.AsSpan(TcpFrame.PrefixSize));
            if (size == 0)
                return; // silence, and no more of this
            BinaryPrimitives.WriteUInt16BigEndian(answer, (ushort)size);
            await stream.WriteAsync(answer.AsMemory(0, TcpFrame.PrefixSize + size), limit.Token);
        }
    }
}
