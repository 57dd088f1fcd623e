using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Reads from /proc which process listens on a port.</summary>
internal static class ProcNet
{
    private const string Listening = "0A";

    public static int[] Listeners(int port)
    {
        var sockets = Sockets("/proc/net/tcp", port)
            .Concat(Sockets("/proc/net/tcp6", port))
            .Select(inode => $"socket:[{inode}]")
            .ToHashSet();
        return sockets.Count == 0 ? [] : [.. Directory.GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit))
            .Where(name => Holds(name!, sockets))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<string> Sockets(string table, int port) =>
        File.ReadLines(table)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row[3] == Listening && row[1].EndsWith($":{port:X4}"))
            .Select(row => row[9]);

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd")
                .Any(file => sockets.Contains(new FileInfo(file).LinkTarget ?? ""));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process ended meanwhile, or belongs to somebody else.
            return false;
        }
    }
}
