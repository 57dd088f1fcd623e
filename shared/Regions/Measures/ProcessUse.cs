using System.Globalization;

namespace Aspire.Hosting;

/// <summary>What the process behind a port, and its children, have used. Known on Linux only.</summary>
/// <param name="CpuSeconds">Processor time since their start, of children that ended, too.</param>
/// <param name="MemoryMb">Proportional set size: shared pages count by their share.</param>
public sealed record ProcessUse(double CpuSeconds, double MemoryMb)
{
    // The unit of /proc/PID/stat, which Linux has kept at 100 a second on every machine.
    private const double TicksPerSecond = 100;

    /// <returns>By port; zeros if nothing listens there, or where there is no /proc.</returns>
    public static async Task<IReadOnlyDictionary<int, ProcessUse>> OfAsync(IReadOnlyList<int> ports)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ports.ToDictionary(port => port, _ => new ProcessUse(0, 0));
        }

        var listeners = await Task.Run(() => ProcNet.Listeners(ports));
        var children = await Processes.ChildrenAsync();
        return ports.ToDictionary(port => port, port =>
        {
            var family = Processes.WithChildren(listeners[port], children);
            return new ProcessUse(family.Sum(Cpu), family.Sum(Memory));
        });
    }

    /// <summary>What two moments have between them; memory is that of the later one.</summary>
    public ProcessUse Since(ProcessUse earlier) =>
        this with { CpuSeconds = Math.Max(0, CpuSeconds - earlier.CpuSeconds) };

    // utime, stime, cutime and cstime are the 14th to 17th field; the name in brackets is the second
    // and may hold anything.
    internal static double CpuSecondsIn(string stat) =>
        stat[(stat.LastIndexOf(')') + 2)..]
            .Split(' ')
            .Skip(11)
            .Take(4)
            .Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;

    internal static double MegabytesIn(string rollup) =>
        rollup.Split('\n')
            .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .Sum(kilobytes => double.Parse(kilobytes, CultureInfo.InvariantCulture)) / 1024;

    private static double Cpu(int process) => Read(process, "stat", CpuSecondsIn);

    private static double Memory(int process) => Read(process, "smaps_rollup", MegabytesIn);

    private static double Read(int process, string file, Func<string, double> read)
    {
        try
        {
            return read(File.ReadAllText($"/proc/{process}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else.
            return 0;
        }
    }
}
