using System.Runtime.InteropServices;

namespace Shop.Shoppers;

/// <summary>
/// A thread's short sleep. The runtime's own counts whole milliseconds, which would be added to
/// each latency; the operating system's is late by some 0.05 ms.
/// </summary>
internal static partial class Nap
{
    private static readonly bool Exact = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <param name="length">Less than a second.</param>
    internal static void Take(TimeSpan length)
    {
        if (Exact)
        {
            _ = Sleep(new() { Nanoseconds = (nint)(length.Ticks * TimeSpan.NanosecondsPerTick) });
        }
        else
        {
            Thread.Sleep((int)Math.Ceiling(length.TotalMilliseconds));
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Length length, nint rest = 0);

    [StructLayout(LayoutKind.Sequential)]
    private struct Length
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
