using System.Diagnostics;

namespace Aspire.Hosting.Execution;

/// <summary>
/// A tiny shell process that outlives the host by a moment: when the host is gone, however it
/// went, the pipe from it ends, and the guardian ends the children and removes the run directory.
/// </summary>
/// <remarks>
/// The kernel could signal the children itself (PR_SET_PDEATHSIG), but does so when the *thread*
/// that started them ends, and threads of the pool come and go.
/// </remarks>
internal static class Guardian
{
    internal const string MarkName = "DISTRIBUTED_APPLICATION_HOST";

    private static readonly Lazy<Task<StreamWriter?>> Pipe = new(() => Task.Run(Start));

    /// <summary>All that the host starts carry it, and hand it down to those they start.</summary>
    internal static string Mark { get; } =
        $"{Environment.ProcessId}-{Process.GetCurrentProcess().StartTime.Ticks}";

    /// <summary>Starts the guardian, if there is none yet.</summary>
    /// <returns>A task to wait for before anything is made that the guardian must remove.</returns>
    internal static Task BeginAsync()
    {
        RunDirectory.RemoveAtExit();
        Environment.SetEnvironmentVariable(MarkName, Mark);
        return Pipe.Value;
    }

    internal static void Watch(int processId) => Tell($"+ {processId}");

    internal static void Forget(int processId) => Tell($"- {processId}");

    /// <summary>The host has stopped everything itself; what it overlooked is the guardian's.</summary>
    internal static void Bye() => Tell(".");

    private static void Tell(string line)
    {
        if (Pipe.Value.Result is not { } pipe)
        {
            return;
        }

        try
        {
            lock (pipe)
            {
                pipe.WriteLine(line);
            }
        }
        catch (IOException)
        {
            // Somebody has ended the guardian. The host still stops its children itself.
        }
    }

    private static StreamWriter? Start()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var setsid = Executables.Setsid;
        var start = new ProcessStartInfo(setsid ?? "sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        string[] args = ["-c", Script.Value, "guardian", RunDirectory.Path, $"{MarkName}={Mark}"];
        foreach (var arg in setsid is null ? args : args.Prepend("sh"))
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment.Remove(MarkName);
        var pipe = Process.Start(start)!.StandardInput;
        pipe.AutoFlush = true;
        return pipe;
    }

    private static readonly Lazy<string> Script = new(() =>
    {
        using var stream = typeof(Guardian).Assembly.GetManifestResourceStream("guardian.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
