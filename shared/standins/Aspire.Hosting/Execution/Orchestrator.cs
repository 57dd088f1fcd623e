using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Execution;

/// <summary>The order of events from the complete model to the end of the application.</summary>
internal sealed class Orchestrator(
    IServiceProvider services,
    DistributedApplicationModel model,
    IDistributedApplicationEventing eventing,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    ProcessSupervisor processes,
    HealthMonitor health,
    HostLifetime lifetime,
    DistributedApplicationExecutionContext execution)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new();
    private readonly Lock _gate = new();
    private Task? _start;
    private Task? _end;

    internal Task WhenStopped => _stopped.Task;

    internal Task FirstFailure => processes.FirstFailure;

    internal Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _start ??= StartOnceAsync(cancellationToken);
            return _start;
        }
    }

    internal Task StopAsync()
    {
        lock (_gate)
        {
            _end ??= StopOnceAsync();
            return _end;
        }
    }

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        RunDirectory.Enter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _stop.Token);
        var subscribers = services.GetServices<IDistributedApplicationEventingSubscriber>();
        foreach (var subscriber in subscribers)
        {
            await subscriber.SubscribeAsync(eventing, execution, stop.Token);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, model), stop.Token);
        EndpointAllocator.Allocate(model.Resources);
        var started = processes.All.Where(p => p.Resource.StartsByItself()).ToList();
        var problems = Preflight.Check(started.ConvertAll(p => p.Resource));
        if (problems.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems));
        }

        _ = health.WatchAsync(_stop.Token);
        await AnnounceAsync(stop.Token);
        var starts = started.ConvertAll(p => (p.Resource, Done: p.FirstStartAsync()));
        await Task.WhenAll(starts.Where(s => !WaitsForCommand(s.Resource)).Select(s => s.Done))
            .WaitAsync(stop.Token);
        await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), stop.Token);
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(stop.Token);
        }

        lifetime.NotifyStarted();
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources)
        {
            var urls = await Urls.OfAsync(resource, execution, cancellationToken);
            var waits = resource.IsProcess() && !resource.StartsByItself();
            var runs = resource is ParameterResource;
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                CreationTimeStamp = DateTime.UtcNow,
                Urls = [.. s.Urls, .. urls],
                State = waits ? KnownResourceStates.NotStarted
                    : runs ? KnownResourceStates.Running
                    : s.State,
            });
            _ = InitializeAsync(resource, cancellationToken);
        }

        foreach (var resource in model.Resources)
        {
            if (resource.TryGetEndpoints(out _))
            {
                await eventing.PublishAsync(
                    new ResourceEndpointsAllocatedEvent(resource, services), cancellationToken);
            }

            if (resource is IResourceWithConnectionString && IsPartOfProcess(resource))
            {
                await eventing.PublishAsync(
                    new ConnectionStringAvailableEvent(resource, services), cancellationToken);
            }
        }
    }

    private async Task InitializeAsync(IResource resource, CancellationToken cancellationToken)
    {
        // The handlers are foreign code, and nobody waits for them who could be told.
        try
        {
            await eventing.PublishAsync(
                new InitializeResourceEvent(resource, eventing, loggers, notifications, services),
                cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            services.GetRequiredService<HostConsole>().Failed(
                resource, $"was not initialized: {e.Message}", spec: null);
            await notifications.PublishUpdateAsync(
                resource, s => s with { State = KnownResourceStates.FailedToStart });
            processes.ReportFirstFailure();
        }
    }

    private static bool IsPartOfProcess(IResource resource) =>
        resource.IsProcess()
        || (resource is IResourceWithParent { Parent: var parent } && IsPartOfProcess(parent));

    // Nobody knows when a person gives the command: the start of the others does not wait for it.
    private static bool WaitsForCommand(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>()
            .Any(w => !w.Resource.StartsByItself() || WaitsForCommand(w.Resource));

    private async Task StopOnceAsync()
    {
        await _stop.CancelAsync();
        lifetime.StopApplication();
        var hosted = services.GetServices<IHostedService>().Select(StopAsync);
        await Task.WhenAll(hosted.Append(processes.StopAsync()));
        if (_start is not null)
        {
            RunDirectory.Leave();
        }

        lifetime.NotifyStopped();
        _stopped.TrySetResult();
    }

    private static async Task StopAsync(IHostedService service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await service.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e)
        {
            // Foreign code must not keep the others from stopping.
            await Console.Error.WriteLineAsync($"{service.GetType().Name}: {e.Message}");
        }
    }
}
