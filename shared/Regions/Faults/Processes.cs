using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;

namespace Aspire.Hosting;

/// <summary>
/// Finds and signals the process behind a port. The port and not a stored process id, because the
/// orchestrator may wrap what it starts, and because only the listener is what customers feel.
/// </summary>
internal static partial class Processes
{
    private const int Kill = 9;
    private static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Kills the listener and its children at once, as a power cut would.</summary>
    /// <returns>Whether anything listened there.</returns>
    public static Task<bool> KillAsync(int port) => SignalAsync([port], Kill);

    /// <summary>The same with all of them in the same moment.</summary>
    public static Task<bool> KillAsync(IReadOnlyList<int> ports) => SignalAsync(ports, Kill);

    /// <summary>Freezes the listener and its children: connections open, nothing answers.</summary>
    public static Task<bool> PauseAsync(int port) => SignalAsync([port], Stop);

    /// <summary>Whether any process listens on a port.</summary>
    public static bool Listens(int port) => IPGlobalProperties.GetIPGlobalProperties()
        .GetActiveTcpListeners()
        .Any(listener => listener.Port == port && IsOwn(listener.Address));

    public static Task<bool> ResumeAsync(int port) => SignalAsync([port], Continue);

    private static bool IsOwn(IPAddress address) =>
        address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback)
        || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static async Task<bool> SignalAsync(IReadOnlyList<int> ports, int signal)
    {
        var family = WithChildren(await ListenersAsync(ports), await ChildrenAsync());
        return family.Count(process => SendSignal(process, signal) == 0) > 0;
    }

    private static async Task<IEnumerable<int>> ListenersAsync(IReadOnlyList<int> ports)
    {
        if (OperatingSystem.IsLinux())
        {
            return (await Task.Run(() => ProcNet.Listeners(ports))).SelectMany(one => one);
        }

        return Numbers(await RunAsync(
            "lsof", "-nP", "-t", $"-iTCP:{string.Join(',', ports)}", "-sTCP:LISTEN"));
    }

    /// <summary>All processes of this machine by their parents.</summary>
    internal static async Task<ILookup<int, int>> ChildrenAsync() =>
        Children(await RunAsync("ps", "-e", "-o", "pid=,ppid="));

    internal static ILookup<int, int> Children(string processes) => processes
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(Numbers)
        .ToLookup(row => row[1], row => row[0]);

    /// <summary>Parents first, so that no parent replaces a child that dies.</summary>
    internal static List<int> WithChildren(IEnumerable<int> roots, ILookup<int, int> children)
    {
        List<int> family = [.. roots];
        for (var i = 0; i < family.Count; i++)
        {
            family.AddRange(children[family[i]].Where(child => !family.Contains(child)));
        }

        return family;
    }

    private static int[] Numbers(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static async Task<string> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
