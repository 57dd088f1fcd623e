using System.Runtime.InteropServices;

namespace Shop.Scorecard;

/// <summary>What the figures were measured on, in words.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return $"{Environment.ProcessorCount} cores{Processor()}, {memory:0} GB, {RuntimeInformation.OSDescription}";
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null ? "" : $" of {line.Split(':', 2)[1].Trim()}";
    }
}
