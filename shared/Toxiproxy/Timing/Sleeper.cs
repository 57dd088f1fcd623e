using System.Runtime.InteropServices;

namespace Toxiproxy.Timing;

/// <summary>
/// A wait that another thread can cut short, as exact as the system allows. The runtime's own
/// waits count in milliseconds, and a latency of 1 ms would come out as 2; on Linux this uses
/// ppoll on an eventfd.
/// </summary>
internal sealed unsafe partial class Sleeper
{
    private const short PollIn = 1;
    private const int CloseOnExec = 0x80000;
    private const int SetTimerSlack = 29;

    private readonly AutoResetEvent portable = new(initialState: false);
    private readonly int file = OperatingSystem.IsLinux() ? EventFd(0, CloseOnExec) : -1;

    /// <summary>
    /// Linux lets each wait of a thread take 50 µs longer, to save power; not the caller's from now.
    /// </summary>
    public void BeExactOnThisThread()
    {
        if (file >= 0)
        {
            _ = ProcessControl(SetTimerSlack, 1);
        }
    }

    /// <summary>Returns after that time, or earlier when woken.</summary>
    public void Sleep(TimeSpan time)
    {
        if (file < 0)
        {
            portable.WaitOne(time > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : time);
            return;
        }

        var poll = new PollFd { File = file, Events = PollIn };
        var limit = new TimeSpec
        {
            Seconds = (nint)Math.Min(86_400, time.Ticks / TimeSpan.TicksPerSecond),
            Nanoseconds = (nint)(time.Ticks % TimeSpan.TicksPerSecond * 100),
        };
        if (PPoll(&poll, 1, &limit, null) > 0)
        {
            ulong count;
            _ = Read(file, &count, sizeof(ulong));
        }
    }

    public void Wake()
    {
        if (file < 0)
        {
            portable.Set();
            return;
        }

        ulong one = 1;
        _ = Write(file, &one, sizeof(ulong));
    }

    [LibraryImport("libc", EntryPoint = "eventfd")]
    private static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint value);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int PPoll(PollFd* files, nuint count, TimeSpec* limit, void* signals);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, void* buffer, nuint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int File;
        public short Events;
        public short Returned;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
