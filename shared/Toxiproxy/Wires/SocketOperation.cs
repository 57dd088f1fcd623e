using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Toxiproxy.Wires;

/// <summary>
/// A reusable receive or send that is awaited without allocating, and that returns its failure
/// instead of throwing it. One operation at a time.
/// </summary>
internal sealed class SocketOperation()
    : SocketAsyncEventArgs(/* unsafeSuppressExecutionContext */ true), IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> source;

    public ValueTask<int> Receive(Socket socket, Memory<byte> buffer)
    {
        SetBuffer(buffer);
        source.Reset();
        return Pending(socket, receive: true);
    }

    public ValueTask<int> Send(Socket socket, Memory<byte> buffer)
    {
        SetBuffer(buffer);
        source.Reset();
        return Pending(socket, receive: false);
    }

    int IValueTaskSource<int>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    protected override void OnCompleted(SocketAsyncEventArgs e) => source.SetResult(Result);

    private int Result => SocketError == SocketError.Success ? BytesTransferred : Wire.Failed;

    private ValueTask<int> Pending(Socket socket, bool receive)
    {
        try
        {
            var pending = receive ? socket.ReceiveAsync(this) : socket.SendAsync(this);
            return pending ? new ValueTask<int>(this, source.Version) : new ValueTask<int>(Result);
        }
        catch (ObjectDisposedException)
        {
            // The other direction closed the socket a moment ago. There is no way to ask first.
            return new ValueTask<int>(Wire.Failed);
        }
    }
}
