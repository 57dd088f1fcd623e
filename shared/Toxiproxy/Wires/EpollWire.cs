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
    private readonly EpollRead reading;
    private readonly ReadySignal writable = new();
    private bool drained;
    private int readsInARow;
    private volatile bool hungUp;
    private volatile bool closed;

    public EpollWire(Socket socket, EpollLoop loop)
        : base(socket)
    {
        this.loop = loop;
        reading = new EpollRead(this);
        socket.Blocking = false;
        key = loop.Register(this, socket.SafeHandle);
    }

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (!drained)
        {
            if (++readsInARow == ReadsInARow)
            {
                return YieldAndReceiveAsync(buffer);
            }

            if (TryReceive(buffer.Span) is { } read)
            {
                return new ValueTask<int>(read);
            }
        }

        readsInARow = 0;
        return reading.WhenReadyAsync(buffer);
    }

    public override ValueTask<int> SendAsync(Memory<byte> data)
    {
        var sent = TrySend(data.Span);
        return sent == Failed || sent == data.Length
            ? new ValueTask<int>(sent.Value)
            : SendRestAsync(data, sent ?? 0);
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
        reading.OnReady();
        writable.Set();
    }

    public void OnReady(bool readable, bool writable, bool hungUp)
    {
        this.hungUp |= hungUp;
        if (readable)
        {
            reading.OnReady();
        }

        if (writable)
        {
            this.writable.Set();
        }
    }

    /// <summary>Null: not yet.</summary>
    public int? TryReceive(Span<byte> buffer)
    {
        if (closed)
        {
            return Failed;
        }

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

    private async ValueTask<int> YieldAndReceiveAsync(Memory<byte> buffer)
    {
        await Task.Yield();
        return await ReceiveAsync(buffer);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> SendRestAsync(Memory<byte> data, int sent)
    {
        while (sent < data.Length)
        {
            await writable.WaitAsync();
            var part = TrySend(data.Span[sent..]);
            if (part is Failed)
            {
                return Failed;
            }

            sent += part ?? 0;
        }

        return sent;
    }

    /// <summary>Null: not yet.</summary>
    private int? TrySend(ReadOnlySpan<byte> data)
    {
        if (closed)
        {
            return Failed;
        }

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
