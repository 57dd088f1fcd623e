using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Toxiproxy.Timing;

namespace Toxiproxy.Wires;

/// <summary>
/// A thread that tells wires when their sockets become readable or writable, on Linux. What waited
/// goes on on this thread, so a short message passes the proxy without changing threads.
/// The runtime's own loop is as good in general, but it has to try a read before each wait, hands
/// its results through a queue and a lock, and by default to another thread: measured, a third of
/// what the proxy costs per request.
/// </summary>
internal sealed unsafe partial class EpollLoop
{
    private const int BatchSize = 256;
    private const int CloseOnExec = 0x80000;
    private const int Add = 1;
    private const uint In = 0x1;
    private const uint Out = 0x4;
    private const uint ErrorOrHangUp = 0x8 | 0x10 | 0x2000;
    private const uint EdgeTriggered = 1u << 31;

    // By a number that is never used again: an event may still be under way when its wire closes.
    private readonly ConcurrentDictionary<long, EpollWire> wires = new();
    private readonly int epoll = Check(EpollCreate(CloseOnExec));
    private readonly Clock clock = new(TimeProvider.System);
    private readonly BusyPolling polling = new();
    private long lastKey;

    public static EpollLoop Start(int number)
    {
        var loop = new EpollLoop();
        new Thread(loop.Run) { IsBackground = true, Name = $"wires {number}" }.Start();
        return loop;
    }

    /// <summary>Registers a socket for as long as it is open. Returns its key.</summary>
    public long Register(EpollWire wire, SafeSocketHandle socket)
    {
        var key = Interlocked.Increment(ref lastKey);
        wires[key] = wire;
        var wanted = new Event { Flags = In | Out | ErrorOrHangUp | EdgeTriggered, Key = key };
        Check(EpollControl(epoll, Add, socket, &wanted));
        return key;
    }

    public void Forget(long key) => wires.TryRemove(key, out _);

    private static int Check(int result) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DoesNotReturn]
    private void Run()
    {
        var events = stackalloc Event[BatchSize];
        while (true)
        {
            var count = Wait(events);
            for (var i = 0; i < count; i++)
            {
                if (wires.TryGetValue(events[i].Key, out var wire))
                {
                    var flags = events[i].Flags;
                    wire.OnReady(
                        readable: (flags & (In | ErrorOrHangUp)) != 0,
                        writable: (flags & (Out | ErrorOrHangUp)) != 0,
                        hungUp: (flags & ErrorOrHangUp) != 0);
                }
            }
        }
    }

    private int Wait(Event* events)
    {
        polling.WaitBegins(clock.Now);
        int count;
        do
        {
            count = EpollWait(epoll, events, BatchSize, polling.MaySpin(clock.Now) ? 0 : -1);
        }
        while (count == 0);

        polling.WaitEnded(count, clock.Now);
        return count;
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(
        int epoll, int operation, SafeSocketHandle socket, Event* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    private static partial int EpollWait(int epoll, Event* events, int capacity, int timeout);

    /// <summary>struct epoll_event, which is packed on x64 only.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 12)]
    private struct Event
    {
        [FieldOffset(0)]
        public uint Flags;

        [FieldOffset(4)]
        public long Key;
    }
}
