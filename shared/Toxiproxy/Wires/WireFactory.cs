using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Toxiproxy.Wires;

/// <summary>Makes wires of the kind that is best on this system.</summary>
internal sealed partial class WireFactory
{
    private const int InProgress = 115;

    private readonly EpollLoop[] loops;

    private WireFactory(EpollLoop[] loops) => this.loops = loops;

    /// <summary>With one loop per processor, where there is epoll.</summary>
    public static WireFactory Start()
    {
        // On other processors the layout of epoll's structure is another one.
        var hasEpoll = OperatingSystem.IsLinux()
            && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        var count = hasEpoll ? Environment.ProcessorCount : 0;
        return new WireFactory([.. Enumerable.Range(0, count).Select(EpollLoop.Start)]);
    }

    /// <summary>A wire of a connected socket.</summary>
    /// <param name="number">Both wires of a connection have the same, and so share a thread.
    /// </param>
    public Wire Wrap(Socket socket, long number)
    {
        socket.NoDelay = true;
        return loops.Length == 0
            ? new SocketWire(socket)
            : new EpollWire(socket, loops[number % loops.Length]);
    }

    /// <summary>A wire to a server, or null if it cannot be reached in time.</summary>
    public async Task<Wire?> ConnectAsync(IPEndPoint server, long number, CancellationToken limit)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            return loops.Length == 0
                ? await ConnectPortablyAsync(socket, server, number, limit)
                : await ConnectDirectlyAsync(socket, server, number, limit);
        }
        catch (Exception e) when (e
            is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Refused, or given up while it was still under way.
            socket.Dispose();
            return null;
        }
    }

    private async Task<Wire?> ConnectPortablyAsync(
        Socket socket, IPEndPoint server, long number, CancellationToken limit)
    {
        await socket.ConnectAsync(server, limit);
        return Wrap(socket, number);
    }

    /// <summary>
    /// Without the runtime's own loop: a socket it has connected stays registered there, and would
    /// wake a second thread for every message.
    /// </summary>
    private async Task<Wire?> ConnectDirectlyAsync(
        Socket socket, IPEndPoint server, long number, CancellationToken limit)
    {
        socket.Blocking = false;
        if (!StartConnect(socket, server))
        {
            socket.Dispose();
            return null;
        }

        var wire = (EpollWire)Wrap(socket, number);
        await using (limit.Register(wire.Close))
        {
            if (await wire.IsConnectedAsync())
            {
                return wire;
            }
        }

        wire.Close();
        return null;
    }

    private static bool StartConnect(Socket socket, IPEndPoint server)
    {
        var address = server.Serialize().Buffer.Span;
        return Connect(socket.SafeHandle, address, address.Length) == 0
            || Marshal.GetLastPInvokeError() == InProgress;
    }

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(
        SafeSocketHandle socket, ReadOnlySpan<byte> address, int length);
}
