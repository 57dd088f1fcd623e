using System.Globalization;

namespace Aspire.Hosting;

/// <summary>Reads from /proc which process listens on a port.</summary>
internal static class ProcNet
{
    private const string Listening = "0A";

    // 127.0.0.1, ::1, and all of this machine's, as the kernel writes them.
    private static readonly string[] Addresses =
    [
        "0100007F", "00000000", "00000000000000000000000001000000", new('0', 32),
    ];

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
            .Where(row => row[3] == Listening && IsAt(row[1], port))
            .Select(row => row[9]);

    // A region's public address is another one of this machine, with the same port: whoever listens
    // there is somebody else.
    private static bool IsAt(string address, int port) =>
        Addresses.Any(own => address == $"{own}:{port:X4}");

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
