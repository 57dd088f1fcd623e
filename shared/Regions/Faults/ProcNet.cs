using System.Globalization;

namespace Aspire.Hosting;

/// <summary>
/// Reads from /proc which processes listen on some ports. Every open file of every process is looked
/// at, so whoever asks for many ports asks once.
/// </summary>
internal static class ProcNet
{
    private const string Listening = "0A";

    // 127.0.0.1, ::1, and all of this machine's, as the kernel writes them.
    private static readonly string[] Addresses =
    [
        "0100007F", "00000000", "00000000000000000000000001000000", new('0', 32),
    ];

    /// <returns>The numbers of the processes, by port.</returns>
    public static ILookup<int, int> Listeners(IEnumerable<int> ports)
    {
        // A region's public address is another one of this machine, with the same port: whoever
        // listens there is somebody else.
        var wanted = ports.Distinct()
            .SelectMany(port => Addresses.Select(own => (Address: $"{own}:{port:X4}", Port: port)))
            .ToDictionary(one => one.Address, one => one.Port);
        var sockets = Sockets("/proc/net/tcp", wanted)
            .Concat(Sockets("/proc/net/tcp6", wanted))
            .ToDictionary(one => $"socket:[{one.Inode}]", one => one.Port);
        return Directory.GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => sockets.Count > 0 && name!.All(char.IsAsciiDigit))
            .SelectMany(name => Held(name!, sockets).Select(port =>
                (Port: port, Process: int.Parse(name!, CultureInfo.InvariantCulture))))
            .ToLookup(one => one.Port, one => one.Process);
    }

    private static IEnumerable<(string Inode, int Port)> Sockets(
        string table,
        Dictionary<string, int> wanted) =>
        File.ReadLines(table)
            .Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row[3] == Listening && wanted.ContainsKey(row[1]))
            .Select(row => (row[9], wanted[row[1]]));

    private static HashSet<int> Held(string process, Dictionary<string, int> sockets)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{process}/fd")
                .Select(file => new FileInfo(file).LinkTarget ?? "")
                .Where(sockets.ContainsKey)
                .Select(link => sockets[link])];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process ended meanwhile, or belongs to somebody else.
            return [];
        }
    }
}
