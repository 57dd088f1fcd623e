using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Execution;

/// <summary>The application as all that a process does, until a signal or a failure.</summary>
internal sealed class HostRun(
    DistributedApplication application,
    Orchestrator orchestrator,
    HostLifetime lifetime)
{
    private static readonly PosixSignal[] Signals =
        [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private static readonly TimeSpan OneSignal = TimeSpan.FromSeconds(0.5);

    private readonly Stopwatch _signalled = new();

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource();
        var signals = Signals.Select(s => PosixSignalRegistration.Create(s, c => OnSignal(c, end)))
            .ToList();
        using var external = cancellationToken.Register(() => end.TrySetResult());
        using var requested = lifetime.ApplicationStopping.Register(() => end.TrySetResult());
        try
        {
            await RunUntilAsync(end.Task);
        }
        catch (DistributedApplicationException e)
        {
            // Its message is for the person who started the host; a stack trace would hide it.
            await Console.Error.WriteLineAsync(e.Message);
            Environment.ExitCode = 1;
        }
        finally
        {
            await application.DisposeAsync();
            Guardian.Bye();
            signals.ForEach(s => s.Dispose());
        }
    }

    private async Task RunUntilAsync(Task end)
    {
        var start = application.StartAsync(CancellationToken.None);
        var first = await Task.WhenAny(start, orchestrator.FirstFailure, end);
        if (first == start)
        {
            await start;
            first = await Task.WhenAny(orchestrator.FirstFailure, end);
        }

        if (first == orchestrator.FirstFailure)
        {
            Environment.ExitCode = 1;
        }
    }

    // The first signal stops in good order; who sends another one later does not want to wait.
    // Some senders signal a process and then its group, so what comes at once is the same signal.
    private void OnSignal(PosixSignalContext context, TaskCompletionSource end)
    {
        if (end.TrySetResult())
        {
            _signalled.Start();
        }

        context.Cancel = _signalled.Elapsed < OneSignal;
    }
}
