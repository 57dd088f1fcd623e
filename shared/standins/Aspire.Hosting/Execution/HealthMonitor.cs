using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Execution;

/// <summary>
/// Runs the health checks of every resource that runs: often until it is healthy, because others
/// wait for it, and then as rarely as the real host does.
/// </summary>
internal sealed class HealthMonitor(
    IServiceProvider services,
    IOptions<HealthCheckServiceOptions> checks,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPauseWhileStarting = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseWhenIll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseWhenHealthy = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<IResource, CancellationTokenSource> _running = new();

    internal async Task WatchAsync(CancellationToken stop)
    {
        await foreach (var @event in notifications.WatchAsync(stop))
        {
            var runs = @event.Snapshot.State?.Text == KnownResourceStates.Running;
            if (runs && !_running.ContainsKey(@event.Resource))
            {
                var source = CancellationTokenSource.CreateLinkedTokenSource(stop);
                _running[@event.Resource] = source;
                _ = ObserveAsync(@event.Resource, source.Token);
            }
            else if (!runs && _running.TryRemove(@event.Resource, out var source))
            {
                await source.CancelAsync();
            }
        }
    }

    private async Task ObserveAsync(IResource resource, CancellationToken stop)
    {
        var pause = FirstPause;
        var wasHealthy = false;
        try
        {
            while (true)
            {
                var reports = await CheckAsync(resource, stop);
                stop.ThrowIfCancellationRequested();
                await PublishAsync(resource, reports);
                var isHealthy = reports.All(r => r.Status == HealthStatus.Healthy);
                if (isHealthy && !wasHealthy)
                {
                    wasHealthy = true;
                    await AnnounceReadyAsync(resource, stop);
                }

                pause = Pause(isHealthy, wasHealthy, pause);
                await Task.Delay(reports.IsEmpty ? Timeout.InfiniteTimeSpan : pause, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The resource no longer runs.
        }
    }

    private static TimeSpan Pause(bool isHealthy, bool wasHealthy, TimeSpan last) =>
        isHealthy ? PauseWhenHealthy
        : wasHealthy ? PauseWhenIll
        : TimeSpan.FromTicks(Math.Min(last.Ticks * 5 / 4, LongestPauseWhileStarting.Ticks));

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(
        IResource resource,
        CancellationToken stop)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>()
            .Select(a => a.Key)
            .Distinct(StringComparer.Ordinal);
        return [.. await Task.WhenAll(keys.Select(k => CheckAsync(k, stop)))];
    }

    private async Task<HealthReportSnapshot> CheckAsync(string key, CancellationToken stop)
    {
        var registration = checks.Value.Registrations.FirstOrDefault(r => r.Name == key);
        if (registration is null)
        {
            return new(key, HealthStatus.Unhealthy, "There is no health check of this name.", null);
        }

        var limit = registration.Timeout > TimeSpan.Zero ? registration.Timeout : CheckTimeout;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(limit);

        // A check is foreign code: whatever it throws means "not healthy".
        try
        {
            var context = new HealthCheckContext { Registration = registration };
            var result = await registration.Factory(services)
                .CheckHealthAsync(context, timeout.Token)
                .WaitAsync(timeout.Token);
            return new(key, result.Status, result.Description, result.Exception?.Message);
        }
        catch (Exception e)
        {
            return new(key, registration.FailureStatus, e.Message, e.ToString());
        }
    }

    private async Task PublishAsync(
        IResource resource,
        ImmutableArray<HealthReportSnapshot> reports)
    {
        var isNews = !notifications.TryGetCurrentState(resource.Name, out var current)
            || !current.Snapshot.HealthReports.SequenceEqual(reports);
        if (isNews)
        {
            await notifications.PublishUpdateAsync(
                resource, s => s with { HealthReports = reports });
        }
    }

    // Whoever waits for the resource also waits for these handlers: they become part of its state.
    private Task AnnounceReadyAsync(IResource resource, CancellationToken stop)
    {
        var handlers = eventing.PublishAsync(new ResourceReadyEvent(resource, services), stop);
        _ = handlers.ContinueWith(
            t => services.GetRequiredService<ResourceLoggerService>().GetLogger(resource)
                .LogError(t.Exception, "A handler of ResourceReadyEvent failed."),
            stop,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return notifications.PublishUpdateAsync(resource, s => s with { ReadyHandlers = handlers });
    }
}
