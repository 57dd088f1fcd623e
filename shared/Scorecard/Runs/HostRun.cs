using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Shop.Scorecard;

/// <summary>Starts a level's host, as a user would, and follows what it says to its end.</summary>
internal sealed partial class HostRun
{
    private const int LinesKept = 12;

    // A level takes some seconds to end all its processes.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private readonly Queue<string> last = [];
    private readonly List<string> said = [];

    /// <summary>0 if all went well.</summary>
    public int ExitCode { get; private set; } = -1;

    /// <summary>From the start of the process to the first purchase; null if it never came to that.</summary>
    public double? ReadySeconds { get; private set; }

    /// <summary>The last lines, for whoever asks why it failed.</summary>
    public string Complaint => string.Join('\n', last);

    /// <summary>All lines.</summary>
    public IReadOnlyList<string> Said => said;

    /// <param name="assembly">The host.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">After which it is killed with all that it started.</param>
    /// <param name="heard">Called with each line.</param>
    /// <param name="stop">Ends it as Ctrl+C would.</param>
    /// <exception cref="OperationCanceledException">It was told to stop, and has.</exception>
    public static async Task<HostRun> PlayAsync(
        string assembly,
        IEnumerable<string> arguments,
        TimeSpan limit,
        Action<string> heard,
        CancellationToken stop)
    {
        var run = new HostRun();
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [assembly, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => run.Hear(line.Data, heard);
        process.ErrorDataReceived += (_, line) => run.Hear(line.Data, heard);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
            run.ExitCode = process.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await InterruptAsync(process);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            run.Hear($"It was ended after {limit.TotalSeconds:0} s.", heard);
        }

        stop.ThrowIfCancellationRequested();
        return run;
    }

    // At a terminal it has had the same Ctrl+C; a second one does no harm.
    private static async Task InterruptAsync(Process process)
    {
        using var enough = new CancellationTokenSource(Farewell);
        try
        {
            using var signal = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await process.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Hear(string? line, Action<string> heard)
    {
        if (line is null)
        {
            return;
        }

        lock (said)
        {
            said.Add(line);
            last.Enqueue(line);
            if (last.Count > LinesKept)
            {
                last.Dequeue();
            }

            if (Ready().Match(line) is { Success: true } match)
            {
                ReadySeconds = double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture);
            }
        }

        heard(line);
    }

    [GeneratedRegex(
        @" is ready in (?<seconds>[0-9.]+) s",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ready();
}
