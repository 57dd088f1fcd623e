using System.Diagnostics;

namespace Aspire.Hosting.Execution;

/// <summary>One started process and everything that it starts in turn.</summary>
internal sealed class ChildProcess
{
    // PostgreSQL, for one, waits on SIGTERM until its last client has gone, but not on SIGINT.
    private static readonly TimeSpan UntilInterrupt = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan UntilTerminate = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan UntilKill = TimeSpan.FromSeconds(1.8);

    private readonly Process _process;
    private readonly bool _hasGroup;

    private ChildProcess(Process process, bool hasGroup, Action<string, bool> onLine)
    {
        _process = process;
        _hasGroup = hasGroup;
        Id = process.Id;
        var output = Task.WhenAll(
            ReadAsync(process.StandardOutput, line => onLine(line, false)),
            ReadAsync(process.StandardError, line => onLine(line, true)));
        Exited = WhenExitedAsync(output);
    }

    internal int Id { get; }

    internal DateTime Started { get; } = DateTime.UtcNow;

    /// <summary>The exit code; 128 + n after signal n.</summary>
    internal Task<int> Exited { get; }

    internal static ChildProcess Start(LaunchSpec spec, Action<string, bool> onLine)
    {
        // In a session of its own a child does not get the terminal's Ctrl+C: the host decides
        // when it ends. And one signal reaches whatever it has started.
        var setsid = Executables.Setsid;
        var start = new ProcessStartInfo(setsid ?? spec.Program)
        {
            UseShellExecute = false,
            WorkingDirectory = spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (setsid is not null)
        {
            start.ArgumentList.Add(spec.Program);
        }

        foreach (var arg in spec.Args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        Guardian.Watch(process.Id);
        process.StandardInput.Close();
        return new ChildProcess(process, setsid is not null, onLine);
    }

    /// <summary>Asks politely, then less so; returns when the process is gone.</summary>
    internal async Task StopAsync()
    {
        Signal(Posix.SigTerm);
        if (!await ExitsWithinAsync(UntilInterrupt))
        {
            Signal(Posix.SigInt);
            await KillAfterAsync(UntilKill - UntilInterrupt);
        }
    }

    /// <summary>
    /// Says that there is nothing to wait for: all others end as well. Who was started in the
    /// background may ignore this first signal.
    /// </summary>
    internal async Task EndAsync()
    {
        Signal(Posix.SigInt);
        if (!await ExitsWithinAsync(UntilTerminate))
        {
            Signal(Posix.SigTerm);
            await KillAfterAsync(UntilKill - UntilTerminate);
        }
    }

    private async Task KillAfterAsync(TimeSpan limit)
    {
        if (!await ExitsWithinAsync(limit))
        {
            // Frozen ones in sessions of their own, as PostgreSQL's can be, would stay for ever.
            _process.Kill(entireProcessTree: true);
            Signal(Posix.SigKill);
            await Exited;
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            onLine(line);
        }
    }

    private async Task<bool> ExitsWithinAsync(TimeSpan limit) =>
        await Task.WhenAny(Exited, Task.Delay(limit)) == Exited;

    private async Task<int> WhenExitedAsync(Task output)
    {
        await _process.WaitForExitAsync();
        SignalGroup(Posix.SigKill);

        // The last words; but somebody who left the group may hold the pipe open for ever.
        await Task.WhenAny(output, Task.Delay(TimeSpan.FromMilliseconds(200)));
        Guardian.Forget(Id);
        return _process.ExitCode;
    }

    private void Signal(int signal)
    {
        if (!SignalGroup(signal) && !_process.HasExited)
        {
            Posix.Signal(Id, signal);
        }
    }

    private bool SignalGroup(int signal) => _hasGroup && Posix.Signal(-Id, signal);
}
