using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Toxiproxy.Tests.Support;

/// <summary>A server behind the proxy.</summary>
public sealed class Upstream : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Channel<Peer> accepted = Channel.CreateUnbounded<Peer>();

    private Upstream(Func<Socket, Task>? serve)
    {
        listener.Start(4096);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(serve);
    }

    public int Port { get; }

    /// <summary>Sends back what it gets.</summary>
    public static Upstream Echo() => new(EchoAsync);

    /// <summary>Each connection is the test's to play.</summary>
    public static Upstream Manual() => new(serve: null);

    /// <summary>A port on which nobody listens.</summary>
    public static int DeadPort()
    {
        using var closed = Manual();
        return closed.Port;
    }

    public async Task<Peer> AcceptedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await accepted.Reader.ReadAsync(limit.Token);
    }

    public void Dispose() => listener.Dispose();

    private static async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[65536];
            int read;
            while ((read = await socket.ReceiveAsync(buffer.AsMemory())) > 0)
            {
                await socket.SendAsync(buffer.AsMemory(0, read));
            }
        }
    }

    private async Task AcceptAsync(Func<Socket, Task>? serve)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            if (serve is null)
            {
                await accepted.Writer.WriteAsync(new Peer(socket));
            }
            else
            {
                _ = serve(socket);
            }
        }
    }
}
