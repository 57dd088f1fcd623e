using System.Net.Sockets;

namespace Toxiproxy.Wires;

/// <summary>
/// One end of a TCP connection. Connections break all the time here, so failures are results; at
/// most one receive and one send are under way at a time.
/// </summary>
internal abstract class Wire(Socket socket)
{
    /// <summary>The result of an operation that did not succeed.</summary>
    public const int Failed = -1;

    protected Socket Socket => socket;

    /// <summary>The number of bytes; 0 at the end of the stream; <see cref="Failed"/>.</summary>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>The number of bytes, which is all of them, or <see cref="Failed"/>.</summary>
    public abstract ValueTask<int> SendAsync(Memory<byte> data);

    /// <summary>
    /// Ends both directions, after what has been sent; operations under way end. (Closing a socket
    /// with an operation pending would reset it, and its peer would lose what is in flight.)
    /// </summary>
    public void ShutDown() => Try(() => socket.Shutdown(SocketShutdown.Both));

    /// <summary>Closes it with a TCP reset.</summary>
    public void Reset()
    {
        Try(() => socket.LingerState = new LingerOption(enable: true, seconds: 0));
        Close();
    }

    public virtual void Close() => socket.Dispose();

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has reset it, or it is closed: there is no way to ask first.
        }
    }
}
