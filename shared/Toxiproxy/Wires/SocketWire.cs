using System.Net.Sockets;

namespace Toxiproxy.Wires;

/// <summary>A wire by the means of the runtime alone, for systems without epoll.</summary>
internal sealed class SocketWire(Socket socket) : Wire(socket)
{
    private readonly SocketOperation receiving = new();
    private readonly SocketOperation sending = new();

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) =>
        receiving.Receive(Socket, buffer);

    public override ValueTask<int> SendAsync(Memory<byte> data) => sending.Send(Socket, data);
}
