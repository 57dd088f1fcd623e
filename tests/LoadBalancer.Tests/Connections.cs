namespace LoadBalancer.Tests;

/// <summary>Counts a process's open connections, as the kernel knows them.</summary>
internal static class Connections
{
    public static int To(int port, int process)
    {
        var own = Directory.GetFiles($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget ?? "")
            .ToHashSet();
        return File.ReadLines("/proc/net/tcp")
            .Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(row => row[2].EndsWith($":{port:X4}") && own.Contains($"socket:[{row[9]}]"));
    }
}
