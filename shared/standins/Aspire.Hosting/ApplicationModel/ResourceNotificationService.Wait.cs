using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    /// <param name="targetState">Null: <see cref="KnownResourceStates.Running"/>.</param>
    public Task WaitForResourceAsync(
        string resourceName,
        string? targetState = null,
        CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(
            resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <returns>The state that was reached.</returns>
    public async Task<string> WaitForResourceAsync(
        string resourceName,
        IEnumerable<string> targetStates,
        CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.State is { Text: var s } && states.Contains(s),
            cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName,
        Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default)
    {
        await foreach (var @event in WatchAsync(cancellationToken))
        {
            var isNamed = string.Equals(
                @event.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase);
            if (isNamed && predicate(@event))
            {
                return @event;
            }
        }

        throw new OperationCanceledException(
            $"Resource '{resourceName}' did not get there before the application ended.");
    }

    /// <summary>Waits until the resource is healthy and its handlers have run.</summary>
    /// <exception cref="DistributedApplicationException">It has failed or ended.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(
            resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        WaitBehavior waitBehavior,
        CancellationToken cancellationToken = default)
    {
        var stops = waitBehavior == WaitBehavior.StopOnResourceUnavailable;
        var reached = await WaitForResourceAsync(
            resourceName, e => IsReady(e) || (stops && HasEnded(e)), cancellationToken);
        if (!IsReady(reached))
        {
            throw new DistributedApplicationException($"{resourceName} {Ending(reached)}.");
        }

        await reached.Snapshot.ReadyHandlers!.WaitAsync(cancellationToken);
        return reached;
    }

    /// <summary>Waits for all that a resource waits for.</summary>
    /// <exception cref="DistributedApplicationException">One of them has failed.</exception>
    public async Task WaitForDependenciesAsync(
        IResource resource,
        CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>()
            .Select(w => WaitAsync(w, cancellationToken))
            .ToList();
        if (waits.Exists(w => !w.IsCompleted))
        {
            await PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Waiting });
        }

        // The first failure decides; there may be others for which nobody has to wait.
        while (waits.Count > 0)
        {
            var done = await Task.WhenAny(waits);
            waits.Remove(done);
            await done;
        }
    }

    private async Task WaitAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        var behavior = wait.WaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;
        var stops = behavior == WaitBehavior.StopOnResourceUnavailable;
        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await WaitForResourceHealthyAsync(name, behavior, cancellationToken);
            return;
        }

        var isStart = wait.WaitType == WaitType.WaitUntilStarted;
        var reached = await WaitForResourceAsync(
            name,
            e => isStart ? IsRunning(e) || (stops && HasEnded(e)) : HasEnded(e),
            cancellationToken);
        if (isStart ? !IsRunning(reached) : reached.Snapshot.ExitCode != wait.ExitCode)
        {
            throw new DistributedApplicationException($"{name} {Ending(reached)}.");
        }
    }

    private static bool IsReady(ResourceEvent e) =>
        e.Snapshot is { HealthStatus: HealthStatus.Healthy, ReadyHandlers: not null };

    private static bool IsRunning(ResourceEvent e) =>
        e.Snapshot.State?.Text == KnownResourceStates.Running;

    private static bool HasEnded(ResourceEvent e) =>
        e.Snapshot.State is { Text: var s } && KnownResourceStates.TerminalStates.Contains(s);

    private static string Ending(ResourceEvent e) => e.Snapshot switch
    {
        { ExitCode: { } code } => $"ended with exit code {code}",
        { State.Text: nameof(KnownResourceStates.FailedToStart) } => "failed to start",
        _ => "has ended",
    };
}
