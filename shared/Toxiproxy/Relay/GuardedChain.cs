using Toxiproxy.Chains;
using Toxiproxy.Toxics;

namespace Toxiproxy.Relay;

/// <summary>
/// A link's chain behind its lock: the reading thread fills it, the timer runs it, the admin API
/// changes its toxics, and one of them at a time sends what came out.
/// </summary>
internal sealed class GuardedChain
{
    /// <summary>
    /// The memory one direction of one connection may hold, in bytes. When it is full the source is
    /// no longer read, so the sender is slowed down: under a latency L at most about this much
    /// passes per L (its bandwidth-delay product), 40 MB/s at 100 ms.
    /// </summary>
    public const int MemoryLimit = 4 * 1024 * 1024;

    // A timer's entry keeps its connection in memory, which may be closed long before a toxic with
    // a delay of minutes is due: so it is looked at from time to time.
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Chain chain = new();
    private volatile bool isDirect = true;
    private volatile bool isFinished;
    private bool isSending;
    private bool isEnded;
    private TimeSpan wakeAt = Toxic.Never;
    private TaskCompletionSource? room;

    /// <summary>
    /// There are no toxics and nothing is held: the reader may write to the sink itself. Only it
    /// could bring something to hold, so this stays true for as long as it writes.
    /// </summary>
    public bool IsDirect => isDirect;

    /// <summary>The sink has been closed; nothing passes any more.</summary>
    public bool IsFinished => isFinished;

    /// <summary>No operation is under way on a wire, and none will be.</summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return isEnded && !isSending && (isFinished || chain.IsEmpty);
            }
        }
    }

    public void Add(Chunk chunk)
    {
        lock (gate)
        {
            isDirect = false;
            isEnded |= !chunk.IsData;
            chain.Add(chunk);
        }
    }

    public void Change(Action<Chain> change)
    {
        lock (gate)
        {
            isDirect = false;
            change(chain);
        }
    }

    /// <summary>Runs the chain.</summary>
    /// <param name="wake">When to call this again; null if a call by then was asked for before.
    /// </param>
    /// <returns>Whether the caller must send what came out, until nothing is left.</returns>
    public bool Advance(TimeSpan now, out TimeSpan? wake)
    {
        lock (gate)
        {
            wake = null;
            if (isFinished)
            {
                return false;
            }

            wakeAt = wakeAt <= now ? Toxic.Never : wakeAt;
            var due = chain.Run(now);
            if (due < wakeAt)
            {
                wake = wakeAt = due < now + Horizon ? due : now + Horizon;
            }

            var send = !isSending && !chain.Output.IsEmpty;
            isSending |= send;
            isDirect = MayBeDirect();
            MakeRoom();
            return send;
        }
    }

    /// <summary>What is to be sent next; false if it is the next caller's turn to send.</summary>
    public bool TryTake(out Chunk chunk)
    {
        lock (gate)
        {
            chunk = default;
            isSending = !isFinished && chain.Output.TryTake(out chunk);
            isDirect = MayBeDirect();
            MakeRoom();
            return isSending;
        }
    }

    /// <summary>Drops what is held. Returns false if that has been done before.</summary>
    public bool Finish()
    {
        lock (gate)
        {
            if (isFinished)
            {
                return false;
            }

            isFinished = true;
            isDirect = false;
            chain.Clear();
            MakeRoom();
            return true;
        }
    }

    /// <summary>Completes when there is room for more.</summary>
    public Task RoomAsync()
    {
        lock (gate)
        {
            if (isFinished || chain.Cost <= MemoryLimit)
            {
                return Task.CompletedTask;
            }

            // One reader, so one waiter; it goes on elsewhere, not under our lock.
            room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task;
        }
    }

    private bool MayBeDirect() =>
        !isSending && !isEnded && !isFinished && !chain.HasToxics && chain.IsEmpty;

    private void MakeRoom()
    {
        if (room is not null && (isFinished || chain.Cost <= MemoryLimit))
        {
            room.SetResult();
            room = null;
        }
    }
}
