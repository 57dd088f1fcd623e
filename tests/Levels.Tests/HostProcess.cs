using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Levels.Tests;

/// <summary>A level as a person starts it: a process of its own, with a console.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private HostProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>What the run keeps its data in.</summary>
    public string Directory => Path.Combine(Path.GetTempPath(), $"shop-{Id}");

    public static HostProcess Start(
        string dll,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null) =>
        StartProgram("dotnet", [dll, .. arguments], environment);

    /// <summary>Starts what in the end is the host itself, as <c>./run</c> is.</summary>
    public static HostProcess StartProgram(
        string program,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(Process.Start(start)!);
        host.process.OutputDataReceived += host.Append;
        host.process.ErrorDataReceived += host.Append;
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Processes that work in its directory, as a database's do, by their places in /proc.</summary>
    public IReadOnlyList<string> AtHome() =>
        [.. System.IO.Directory.GetDirectories("/proc").Where(one => WorkingIn(one)?.StartsWith(Directory) == true)];

    private static string? WorkingIn(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget;
        }
        catch (Exception foreign) when (foreign is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<bool> PrintsAsync(string text, TimeSpan limit) =>
        await Eventually.TrueAsync(() => Output.Contains(text) || process.HasExited, limit)
        && Output.Contains(text);

    public async Task<bool> EndsAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ports of a level that something still listens on.</summary>
    public static IReadOnlyList<int> Listening(int from, int to) =>
        [.. System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpListeners()
            .Select(endpoint => endpoint.Port)
            .Where(port => port >= from && port < to)
            .Distinct(),];

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await SignalAsync("INT");
            if (!await EndsAsync(TimeSpan.FromSeconds(10)))
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private void Append(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}
