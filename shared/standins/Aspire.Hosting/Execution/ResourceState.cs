namespace Aspire.Hosting.Execution;

/// <summary>Tells everybody about the life of a process, and of the resources inside it.</summary>
internal sealed class ResourceState(IResource resource, IServiceProvider services)
{
    private readonly ResourceNotificationService _notifications =
        services.GetRequiredService<ResourceNotificationService>();

    internal bool WasReady => Current is { Snapshot.ReadyHandlers: not null };

    private ResourceEvent? Current =>
        _notifications.TryGetCurrentState(resource.Name, out var current) ? current : null;

    internal Task StartingAsync() => PublishAsync(s => s with
    {
        State = KnownResourceStates.Starting,
        ExitCode = null,
        StopTimeStamp = null,
        ReadyHandlers = null,
    });

    internal Task RunningAsync(ChildProcess child, LaunchSpec spec) => PublishAsync(s => s with
    {
        State = KnownResourceStates.Running,
        StartTimeStamp = child.Started,
        Properties =
        [
            .. s.Properties.Where(p => !p.Name.StartsWith("executable.", StringComparison.Ordinal)),
            new("executable.pid", child.Id),
            new("executable.path", spec.Program),
            new("executable.workDir", spec.WorkingDirectory),
        ],
        EnvironmentVariables =
        [
            .. spec.Environment.Select(
                e => new EnvironmentVariableSnapshot(e.Key, e.Value, IsFromSpec: true)),
        ],
    });

    internal Task StoppingAsync() =>
        PublishAsync(s => s with { State = KnownResourceStates.Stopping });

    internal Task NotStartedAsync() =>
        PublishAsync(s => s with { State = KnownResourceStates.NotStarted });

    internal Task EndedAsync(string state, int? exitCode, bool isFailure) =>
        PublishAsync(s => s with
        {
            State = new ResourceStateSnapshot(
                state, isFailure ? KnownResourceStateStyles.Error : null),
            ExitCode = exitCode,
            StopTimeStamp = DateTime.UtcNow,
        });

    internal async Task AnnounceStopAsync()
    {
        var eventing = services.GetRequiredService<IDistributedApplicationEventing>();

        // The handlers are foreign code; whatever they throw, the resource has stopped.
        try
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(resource, services, Current!));
        }
        catch (Exception e)
        {
            services.GetRequiredService<ResourceLoggerService>().GetLogger(resource)
                .LogError(e, "A handler of ResourceStoppedEvent failed.");
        }
    }

    // Resources inside this one, like a database in a server, share its fate.
    private async Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        await _notifications.PublishUpdateAsync(resource, change);
        var own = Current!.Snapshot;
        var model = services.GetRequiredService<DistributedApplicationModel>();
        foreach (var child in model.Resources.Where(r => !r.IsProcess() && IsInside(r)))
        {
            await _notifications.PublishUpdateAsync(child, s => s with
            {
                State = own.State,
                ReadyHandlers = own.ReadyHandlers is null ? null : s.ReadyHandlers,
                StartTimeStamp = own.StartTimeStamp,
                StopTimeStamp = own.StopTimeStamp,
            });
        }
    }

    private bool IsInside(IResource other) =>
        other is IResourceWithParent { Parent: var parent }
        && (ReferenceEquals(parent, resource) || IsInside(parent));
}
