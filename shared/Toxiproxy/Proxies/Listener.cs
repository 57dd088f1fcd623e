using System.Net;
using System.Net.Sockets;

namespace Toxiproxy.Proxies;

/// <summary>A listening socket that hands every client it accepts to a callback.</summary>
internal sealed class Listener : IDisposable
{
    private const int Backlog = 4096;

    private readonly Socket socket;

    private Listener(Socket socket) => this.socket = socket;

    public IPEndPoint EndPoint => (IPEndPoint)socket.LocalEndPoint!;

    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public static Listener Open(IPEndPoint endPoint)
    {
        var opened = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            opened.Bind(endPoint);
            opened.Listen(Backlog);
            return new Listener(opened);
        }
        catch (SocketException)
        {
            opened.Dispose();
            throw;
        }
    }

    public async Task AcceptAsync(Action<Socket> accepted)
    {
        while (true)
        {
            try
            {
                accepted(await socket.AcceptAsync());
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException
            {
                SocketErrorCode: SocketError.OperationAborted,
            })
            {
                return;
            }
            catch (SocketException)
            {
                // A client that left before it was accepted, or no file descriptor is free: the
                // listener must outlive both. The pause keeps the latter from spinning.
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
