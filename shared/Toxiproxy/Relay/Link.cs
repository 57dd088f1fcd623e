using System.Net.Sockets;
using Toxiproxy.Chains;
using Toxiproxy.Timing;
using Toxiproxy.Toxics;

namespace Toxiproxy.Relay;

/// <summary>
/// One direction of one connection: reads from its source, passes the toxics' chain, writes to its
/// sink. Without toxics and with nothing held, bytes go straight from the read to the write.
/// </summary>
internal sealed class Link : ITimed
{
    /// <summary>
    /// The memory one direction of one connection may hold, in bytes. When it is full the source is
    /// no longer read, so the sender is slowed down: under a latency L at most this much passes
    /// per L (its bandwidth-delay product), 40 MB/s at 100 ms.
    /// </summary>
    internal const int MemoryLimit = 4 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Chain chain = new();
    private readonly SocketOperation sending = new();
    private readonly Connection connection;
    private readonly RelayContext context;
    private readonly Socket source;
    private readonly Socket sink;
    private readonly TrafficCounter counter;

    // Guarded by the gate; "direct" is also read without it by the only thread that may act on it.
    private volatile bool direct = true;
    private bool isSending;
    private bool sourceEnded;
    private bool finished;
    private TimeSpan wakeAt = Toxic.Never;
    private TaskCompletionSource? room;

    public Link(Connection connection, Direction direction, Socket source, Socket sink)
    {
        this.connection = connection;
        this.source = source;
        this.sink = sink;
        context = connection.Context;
        counter = connection.Counters[direction];
        Direction = direction;
    }

    public Direction Direction { get; }

    private bool MayGoDirect =>
        !isSending && !sourceEnded && !finished && !chain.HasToxics && chain.IsEmpty;

    /// <summary>No operation is under way on a socket, and none will be.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return sourceEnded && !isSending && (finished || chain.IsEmpty);
            }
        }
    }

    public async Task Pump()
    {
        var receiving = new SocketOperation();
        var buffer = new ReadBuffer();
        int read;
        while ((read = await receiving.Receive(source, buffer.Memory)) > 0)
        {
            counter.Received(read);
            var relayed = direct
                ? await SendDirectly(buffer, read)
                : await HandToChain(buffer, read);
            if (!relayed)
            {
                break;
            }

            buffer.Adapt(read);
        }

        buffer.Return();
        receiving.Dispose();
        EndOfSource();
    }

    public void AddToxic(ToxicSettings settings) =>
        Change(now => chain.AddToxic(settings, connection.ToxicStart(settings, now)));

    public void UpdateToxic(ToxicSettings settings) => Change(_ => chain.UpdateToxic(settings));

    public void RemoveToxic(string name) => Change(now => chain.RemoveToxic(name, now));

    /// <summary>
    /// Drops what it holds and closes the sink. That ends the source of the opposite link, which
    /// then drains and closes its own sink, our source: as in the original, there is no half-open
    /// connection. (Disposing a socket with an operation pending on it would reset it, and its peer
    /// would lose what is still in flight; so the sockets are shut down, and disposed in the end.)
    /// </summary>
    public void Finish()
    {
        lock (gate)
        {
            finished = true;
            direct = false;
            chain.Clear();
        }

        MakeRoom();
        ShutDown(sink);
    }

    void ITimed.OnDue()
    {
        lock (gate)
        {
            wakeAt = Toxic.Never;
        }

        Advance();
    }

    private async ValueTask<bool> SendDirectly(ReadBuffer buffer, int read)
    {
        if (await sending.Send(sink, buffer.Memory[..read]) == SocketOperation.Failed)
        {
            Finish();
            return false;
        }

        counter.Sent(read);
        return true;
    }

    private async ValueTask<bool> HandToChain(ReadBuffer buffer, int read)
    {
        Task? full = null;
        lock (gate)
        {
            chain.Add(buffer.Take(read, context.Clock.Now));
        }

        Advance();
        lock (gate)
        {
            if (!finished && chain.Cost > MemoryLimit)
            {
                room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                full = room.Task;
            }
        }

        if (full is not null)
        {
            await full;
        }

        return !finished;
    }

    private void EndOfSource()
    {
        lock (gate)
        {
            sourceEnded = true;
            chain.Add(Chunk.End(context.Clock.Now));
            direct = false;
        }

        Advance();
        connection.OnLinkChanged();
    }

    private void Change(Action<TimeSpan> change)
    {
        lock (gate)
        {
            change(context.Clock.Now);
            direct = false;
        }

        Advance();
    }

    /// <summary>Runs the chain, and sends what came out unless that is under way already.</summary>
    private void Advance()
    {
        var send = false;
        lock (gate)
        {
            if (finished)
            {
                return;
            }

            WakeAt(chain.Run(context.Clock.Now));
            if (!isSending && !chain.Output.IsEmpty)
            {
                isSending = true;
                send = true;
            }
            else
            {
                direct = MayGoDirect;
            }
        }

        if (send)
        {
            _ = SendOutput();
        }
        else
        {
            MakeRoom();
        }
    }

    private void WakeAt(TimeSpan due)
    {
        if (due < wakeAt)
        {
            wakeAt = due;
            context.Timer.Schedule(this, due);
        }
    }

    private async Task SendOutput()
    {
        while (TryTakeOutput(out var chunk))
        {
            if (chunk.Kind == ChunkKind.Reset)
            {
                connection.Reset();
            }
            else if (!chunk.IsData || !await Send(chunk))
            {
                Finish();
            }
        }

        MakeRoom();
        if (sourceEnded)
        {
            connection.OnLinkChanged();
        }
    }

    private async ValueTask<bool> Send(Chunk chunk)
    {
        var sent = await sending.Send(sink, chunk.Memory);
        chunk.Return();
        counter.Sent(Math.Max(0, sent));
        return sent != SocketOperation.Failed;
    }

    private bool TryTakeOutput(out Chunk chunk)
    {
        lock (gate)
        {
            if (!finished && chain.Output.TryTake(out chunk))
            {
                return true;
            }

            chunk = default;
            isSending = false;
            direct = MayGoDirect;
            return false;
        }
    }

    private static void ShutDown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer has reset it, or it is closed: there is no way to ask first.
        }
    }

    private void MakeRoom()
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            waiting = finished || chain.Cost <= MemoryLimit ? room : null;
            room = waiting is null ? room : null;
        }

        waiting?.SetResult();
    }
}
