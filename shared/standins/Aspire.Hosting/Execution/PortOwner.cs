namespace Aspire.Hosting.Execution;

/// <summary>Finds out which process listens on a port, where /proc tells.</summary>
internal static class PortOwner
{
    private static readonly string[] Tables =
        ["/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6"];

    /// <returns>" by process 123 (name)", or nothing.</returns>
    internal static string Describe(int port)
    {
        var sockets = Tables.Where(File.Exists).SelectMany(t => SocketsOn(port, t)).ToHashSet();
        if (sockets.Count == 0)
        {
            return "";
        }

        var owner = Directory.EnumerateDirectories("/proc")
            .Where(d => int.TryParse(Path.GetFileName(d), out _))
            .FirstOrDefault(d => Holds(d, sockets));
        return owner is null ? "" : $" by process {Path.GetFileName(owner)} ({NameOf(owner)})";
    }

    // Columns: number, local address:PORT in hexadecimal, remote, state, …, inode (the tenth).
    private static IEnumerable<string> SocketsOn(int port, string table) =>
        File.ReadLines(table).Skip(1)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(c => c.Length > 9 && c[1].EndsWith($":{port:X4}", StringComparison.Ordinal))
            .Where(c => c[3] is "0A" or "07")
            .Select(c => $"socket:[{c[9]}]");

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(process, "fd"))
                .Any(f => new FileInfo(f).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Gone by now, or somebody else's.
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "gone";
        }
    }
}
