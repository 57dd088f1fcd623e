using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Toxiproxy.Wires;

/// <summary>
/// A wire that waits on an <see cref="EpollLoop"/> and reads and writes by itself.
/// </summary>
internal sealed class EpollWire : Wire
{
    // A transfer that never has to wait must leave the loop's thread to others.
    private const int ReadsInARow = 32;

    private readonly EpollLoop loop;
    private readonly long key;
    private readonly ReadySignal readable = new();
    private readonly ReadySignal writable = new();
    private bool drained;
    private int readsInARow;
    private volatile bool hungUp;
    private volatile bool closed;

    public EpollWire(Socket socket, EpollLoop loop)
        : base(socket)
    {
        this.loop = loop;
        socket.Blocking = false;
        key = loop.Register(this, socket.SafeHandle);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        while (!closed)
        {
            if (drained)
            {
                readsInARow = 0;
                drained = false;
                await readable.WaitAsync();
            }
            else if (++readsInARow == ReadsInARow)
            {
                await Task.Yield();
            }

            var read = TryReceive(buffer.Span);
            if (read is { } result)
            {
                return result;
            }
        }

        return Failed;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> SendAsync(Memory<byte> data)
    {
        var sent = 0;
        while (!closed)
        {
            var part = TrySend(data.Span[sent..]);
            if (part is Failed)
            {
                return Failed;
            }

            sent += part ?? 0;
            if (sent == data.Length)
            {
                return sent;
            }

            await writable.WaitAsync();
        }

        return Failed;
    }

    /// <summary>Waits until an attempt to connect has ended; whether it succeeded.</summary>
    public async ValueTask<bool> IsConnectedAsync()
    {
        await writable.WaitAsync();
        return !closed
            && Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is 0;
    }

    public override void Close()
    {
        closed = true;
        loop.Forget(key);
        base.Close();
        readable.Set();
        writable.Set();
    }

    public void OnReady(bool readable, bool writable, bool hungUp)
    {
        this.hungUp |= hungUp;
        if (readable)
        {
            this.readable.Set();
        }

        if (writable)
        {
            this.writable.Set();
        }
    }

    /// <summary>Null: not yet.</summary>
    private int? TryReceive(Span<byte> buffer)
    {
        try
        {
            var read = Socket.Receive(buffer, SocketFlags.None, out var error);

            // A short read emptied the socket; what comes later is announced, except for an end
            // that has been announced together with these bytes.
            drained = error == SocketError.WouldBlock || (read < buffer.Length && !hungUp);
            return error == SocketError.Success ? read
                : error == SocketError.WouldBlock ? null
                : Failed;
        }
        catch (ObjectDisposedException)
        {
            // Closed a moment ago by the other direction: there is no way to ask first.
            return Failed;
        }
    }

    /// <summary>Null: not yet.</summary>
    private int? TrySend(ReadOnlySpan<byte> data)
    {
        try
        {
            var sent = Socket.Send(data, SocketFlags.None, out var error);
            return error == SocketError.Success ? sent
                : error == SocketError.WouldBlock ? null
                : Failed;
        }
        catch (ObjectDisposedException)
        {
            // As above.
            return Failed;
        }
    }
}
