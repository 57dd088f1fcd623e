using System.Globalization;

namespace Aspire.Hosting.Execution;

/// <summary>The life of one resource that is a process: it may be started again and again.</summary>
internal sealed class ResourceProcess(
    IResource resource,
    IServiceProvider services,
    Action onFirstStartFailed)
{
    // Who dies this soon has failed to start, also without a health check that could tell.
    private static readonly TimeSpan StartingTime = TimeSpan.FromSeconds(2);

    private readonly ResourceNotificationService _notifications =
        services.GetRequiredService<ResourceNotificationService>();

    private readonly ResourceLoggerService _loggers =
        services.GetRequiredService<ResourceLoggerService>();

    private readonly IDistributedApplicationEventing _eventing =
        services.GetRequiredService<IDistributedApplicationEventing>();

    private readonly HostConsole _console = services.GetRequiredService<HostConsole>();
    private readonly CancellationTokenSource _ended = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    private CancellationTokenSource _start = new();
    private ChildProcess? _child;
    private LaunchSpec? _spec;
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
            await PublishAsync(s => s with { State = KnownResourceStates.NotStarted });
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

    internal async Task<ExecuteCommandResult> StopAsync()
    {
        await _start.CancelAsync();
        await _turn.WaitAsync();
        try
        {
            if (IsRunning)
            {
                _isStopping = true;
                await PublishAsync(s => s with { State = KnownResourceStates.Stopping });
                await _child!.StopAsync();
                await _watch;
            }

            return CommandResults.Success();
        }
        finally
        {
            _turn.Release();
        }
    }

    internal async Task<ExecuteCommandResult> RestartAsync()
    {
        await StopAsync();
        return await StartAsync();
    }

    /// <summary>Stops for good, with the application.</summary>
    internal async Task EndAsync()
    {
        await _ended.CancelAsync();
        await StopAsync();
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        _isStopping = false;
        await PublishAsync(s => s with
        {
            State = KnownResourceStates.Starting,
            ExitCode = null,
            StopTimeStamp = null,
            ReadyHandlers = null,
        });
        await _notifications.WaitForDependenciesAsync(resource, cancellationToken);
        _spec = await PrepareAsync(cancellationToken).WaitAsync(cancellationToken);
        var child = ChildProcess.Start(
            _spec, (line, isError) => _loggers.Add(resource.Name, line, isError));
        _child = child;
        await PublishAsync(s => s with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = child.Started,
            Properties =
            [
                .. s.Properties.Where(p => !p.Name.StartsWith("executable.", StringComparison.Ordinal)),
                new("executable.pid", child.Id),
                new("executable.path", _spec.Program),
                new("executable.workDir", _spec.WorkingDirectory),
            ],
            EnvironmentVariables =
            [
                .. _spec.Environment.Select(
                    e => new EnvironmentVariableSnapshot(e.Key, e.Value, IsFromSpec: true)),
            ],
        });
        _watch = WatchAsync(child);
    }

    // Handlers and callbacks are foreign code: a stop does not wait for one that ignores it.
    private async Task<LaunchSpec> PrepareAsync(CancellationToken cancellationToken)
    {
        await _eventing.PublishAsync(
            new BeforeResourceStartedEvent(resource, services), cancellationToken);
        return await LaunchSpec.CreateAsync(
            resource,
            services.GetRequiredService<DistributedApplicationExecutionContext>(),
            _loggers.GetLogger(resource),
            cancellationToken);
    }

    private async Task WatchAsync(ChildProcess child)
    {
        var code = await child.Exited;
        var lifetime = DateTime.UtcNow - child.Started;
        var wasReady = _notifications.TryGetCurrentState(resource.Name, out var last)
            && last.Snapshot.ReadyHandlers is not null;
        var failed = code != 0 && !_isStopping && !IsAwaited(code);
        var failedToStart = failed && (!wasReady || lifetime < StartingTime);
        var state = failedToStart ? KnownResourceStates.FailedToStart
            : code == 0 ? KnownResourceStates.Finished
            : KnownResourceStates.Exited;
        if (failed)
        {
            _console.Failed(resource, Reason(code, lifetime), code > 128 ? null : _spec);
        }

        await PublishAsync(s => s with
        {
            State = new ResourceStateSnapshot(
                state, failed ? KnownResourceStateStyles.Error : null),
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
        });
        await AnnounceStopAsync();
        if (failedToStart && _isFirstStart)
        {
            onFirstStartFailed();
        }

        _isFirstStart = false;
    }

    private async Task AnnounceStopAsync()
    {
        _notifications.TryGetCurrentState(resource.Name, out var stopped);

        // The handlers are foreign code; whatever they throw, the resource has stopped.
        try
        {
            await _eventing.PublishAsync(new ResourceStoppedEvent(resource, services, stopped!));
        }
        catch (Exception e)
        {
            _loggers.GetLogger(resource).LogError(e, "A handler of ResourceStoppedEvent failed.");
        }
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
        await PublishAsync(s => s with
        {
            State = new ResourceStateSnapshot(
                KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
            StopTimeStamp = DateTime.UtcNow,
        });
        if (_isFirstStart)
        {
            onFirstStartFailed();
        }
    }

    // Resources inside this one, like a database in a server, share its fate.
    private async Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        await _notifications.PublishUpdateAsync(resource, change);
        _notifications.TryGetCurrentState(resource.Name, out var current);
        var (state, ready) = (current!.Snapshot.State, current.Snapshot.ReadyHandlers);
        var model = services.GetRequiredService<DistributedApplicationModel>();
        foreach (var child in model.Resources.Where(r => !r.IsProcess() && IsInside(r)))
        {
            await _notifications.PublishUpdateAsync(child, s => s with
            {
                State = state,
                ReadyHandlers = ready is null ? null : s.ReadyHandlers,
                StartTimeStamp = current.Snapshot.StartTimeStamp,
                StopTimeStamp = current.Snapshot.StopTimeStamp,
            });
        }
    }

    private bool IsInside(IResource other) =>
        other is IResourceWithParent { Parent: var parent }
        && (ReferenceEquals(parent, resource) || IsInside(parent));
}
