using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>
/// Asks resources how they are, now. The orchestrator's own view is up to 30 s old, which is
/// longer than most demos.
/// </summary>
public sealed class HealthProbe(HealthCheckService checks, TimeProvider? time = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    public async Task<bool> IsHealthyAsync(IResource resource, CancellationToken cancellation)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key);
        var names = keys.ToHashSet();
        var report = await checks.CheckHealthAsync(check => names.Contains(check.Name), cancellation);
        return report.Status == HealthStatus.Healthy;
    }

    /// <summary>Waits until a resource is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It isn't after <paramref name="limit"/>.</exception>
    public async Task WaitAsync(IResource resource, TimeSpan limit, CancellationToken cancellation)
    {
        var clock = time ?? TimeProvider.System;
        var start = clock.GetTimestamp();
        var pause = FirstPause;
        while (!await IsHealthyAsync(resource, cancellation))
        {
            if (clock.GetElapsedTime(start) > limit)
            {
                throw new DistributedApplicationException(
                    $"{resource.Name} is not healthy after {limit.TotalSeconds:0} s.");
            }

            // What doesn't get up must not be kept busy with questions.
            await Task.Delay(pause, clock, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
