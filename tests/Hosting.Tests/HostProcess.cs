using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Aspire.Hosting.Execution;

namespace Hosting.Tests;

/// <summary>A real host in a process of its own, and what it leaves on the machine.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(_errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The AppHost of the tests.</summary>
    internal static string Dll { get; } =
        typeof(HostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(m => m.Key.EndsWith("Hosting.Tests.AppHost.csproj", StringComparison.Ordinal))
            .Value!;

    internal int Id => _process.Id;

    internal string Output => Read(_output);

    internal string Errors => Read(_errors);

    internal string Directory => Path.Combine(Path.GetTempPath(), $"shop-{_process.Id}");

    /// <param name="scenario">A case in the test AppHost, and its arguments.</param>
    internal static HostProcess Start(params string[] scenario)
    {
        return new HostProcess(Process.Start(new ProcessStartInfo("dotnet", [Dll, .. scenario])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    internal void Signal(int signal) => Posix.Signal(_process.Id, signal);

    internal async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    internal Task PrintsAsync(string text) => Eventually.IsTrueAsync(
        () => Output.Contains(text, StringComparison.Ordinal), $"it prints '{text}'");

    internal Task HasDescendantsAsync(int count) => Eventually.IsTrueAsync(
        () => Descendants().Count == count, $"it has {count} descendants");

    /// <summary>Every process that descends from the host, known to it or not.</summary>
    internal List<int> Descendants() => ProcessesWithMarkIn("environ");

    internal int GuardianId() => ProcessesWithMarkIn("cmdline").Single();

    internal Task LeavesNothingAsync() => Eventually.IsTrueAsync(
        () => Descendants().Count == 0 && !System.IO.Directory.Exists(Directory),
        "its children and its directory are gone",
        TimeSpan.FromSeconds(5));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await LeavesNothingAsync();
        _process.Dispose();
    }

    private List<int> ProcessesWithMarkIn(string file) =>
    [
        .. System.IO.Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(n => int.TryParse(n, out _))
            .Select(n => int.Parse(n!, CultureInfo.InvariantCulture))
            .Where(id => id != _process.Id && HasMark($"/proc/{id}/{file}")),
    ];

    private bool HasMark(string file)
    {
        try
        {
            return File.ReadAllText(file)
                .Contains($"{Guardian.MarkName}={_process.Id}-", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Gone, or somebody else's.
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
