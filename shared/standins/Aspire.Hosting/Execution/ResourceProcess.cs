using System.Globalization;

namespace Aspire.Hosting.Execution;

/// <summary>A resource that is a process: it may be started and stopped again and again.</summary>
internal sealed class ResourceProcess(
    IResource resource,
    IServiceProvider services,
    Action onFirstStartFailed)
{
    // Who dies this soon has failed to start, also without a health check that could tell.
    private static readonly TimeSpan StartingTime = TimeSpan.FromSeconds(2);

    private readonly ResourceState _state = new(resource, services);
    private readonly HostConsole _console = services.GetRequiredService<HostConsole>();
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    private CancellationTokenSource _start = new();
    private ChildProcess? _child;
    private Task _watch = Task.CompletedTask;
    private volatile bool _isStopping;
    private bool _isFirstStart;

    internal IResource Resource => resource;

    private bool IsRunning => _child is { Exited.IsCompleted: false };

    /// <summary>Part of the start of the application: a failure ends it.</summary>
    internal Task FirstStartAsync()
    {
        _isFirstStart = true;
        return StartAsync();
    }

    /// <summary>Waits for what the resource waits for, then starts the process.</summary>
    internal async Task<ExecuteCommandResult> StartAsync()
    {
        var start = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        await _turn.WaitAsync(start.Token);
        try
        {
            if (IsRunning)
            {
                return CommandResults.Failure($"{resource.Name} already runs.");
            }

            await _watch;
            _start = start;
            await LaunchAsync(start.Token);
            return CommandResults.Success();
        }
        catch (OperationCanceledException) when (start.IsCancellationRequested)
        {
            await _state.NotStartedAsync();
            return CommandResults.Canceled();
        }
        catch (Exception e)
        {
            // Handlers, callbacks and value providers are foreign code; any may throw anything.
            await FailAsync(e.Message);
            return CommandResults.Failure(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal Task<ExecuteCommandResult> StopAsync() => StopAsync(child => child.StopAsync());

    internal async Task<ExecuteCommandResult> RestartAsync()
    {
        await StopAsync();
        return await StartAsync();
    }

    /// <summary>Stops for good, with the application.</summary>
    internal async Task EndAsync()
    {
        await _ended.CancelAsync();
        await StopAsync(child => child.EndAsync());
    }

    private async Task<ExecuteCommandResult> StopAsync(Func<ChildProcess, Task> stop)
    {
        await _start.CancelAsync();
        await _turn.WaitAsync();
        try
        {
            if (IsRunning)
            {
                _isStopping = true;
                await _state.StoppingAsync();
                await stop(_child!);
                await _watch;
            }

            return CommandResults.Success();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        _isStopping = false;
        await _state.StartingAsync();
        await services.GetRequiredService<ResourceNotificationService>()
            .WaitForDependenciesAsync(resource, cancellationToken);
        var spec = await PrepareAsync(cancellationToken).WaitAsync(cancellationToken);
        var loggers = services.GetRequiredService<ResourceLoggerService>();
        var child = ChildProcess.Start(
            spec, (line, isError) => loggers.Add(resource.Name, line, isError));
        _child = child;
        await _state.RunningAsync(child, spec);
        _watch = WatchAsync(child, spec);
    }

    // Handlers and callbacks are foreign code: a stop does not wait for one that ignores it.
    private async Task<LaunchSpec> PrepareAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IDistributedApplicationEventing>().PublishAsync(
            new BeforeResourceStartedEvent(resource, services), cancellationToken);
        return await LaunchSpec.CreateAsync(
            resource,
            services.GetRequiredService<DistributedApplicationExecutionContext>(),
            services.GetRequiredService<ResourceLoggerService>().GetLogger(resource),
            cancellationToken);
    }

    private async Task WatchAsync(ChildProcess child, LaunchSpec spec)
    {
        var code = await child.Exited;
        var lifetime = DateTime.UtcNow - child.Started;
        var failed = code != 0 && !_isStopping && !IsAwaited(code);
        // Who was ready and is killed, however soon after, had started.
        var failedToStart = failed
            && (!_state.WasReady || (lifetime < StartingTime && code != 128 + Posix.SigKill));
        var state = failedToStart ? KnownResourceStates.FailedToStart
            : code == 0 ? KnownResourceStates.Finished
            : KnownResourceStates.Exited;
        if (failed)
        {
            _console.Failed(resource, Reason(code, lifetime), code > 128 ? null : spec);
        }

        await _state.EndedAsync(state, code, failed);
        await _state.AnnounceStopAsync();
        if (failedToStart && _isFirstStart)
        {
            onFirstStartFailed();
        }

        _isFirstStart = false;
    }

    // Somebody waits for exactly this exit code.
    private bool IsAwaited(int code) =>
        services.GetRequiredService<DistributedApplicationModel>().Resources
            .SelectMany(r => r.Annotations.OfType<WaitAnnotation>())
            .Any(w => ReferenceEquals(w.Resource, resource)
                && w.WaitType == WaitType.WaitForCompletion
                && w.ExitCode == code);

    private static string Reason(int code, TimeSpan lifetime)
    {
        var seconds = lifetime.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return code > 128
            ? $"was killed (signal {code - 128}) after {seconds} s"
            : $"failed: exit code {code} after {seconds} s";
    }

    private async Task FailAsync(string reason)
    {
        _console.Failed(resource, $"was not started: {reason}", spec: null);
        await _state.EndedAsync(
            KnownResourceStates.FailedToStart, exitCode: null, isFailure: true);
        if (_isFirstStart)
        {
            onFirstStartFailed();
        }
    }
}
