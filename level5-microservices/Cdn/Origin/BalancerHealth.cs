using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.Origin;

/// <summary>
/// Asks the balancer how it is. An edge without its balancer sends customers to other regions by
/// saying at <c>/health</c> that it is not ready.
/// </summary>
internal sealed class BalancerHealth(Balancer balancer, Limits limits, TimeProvider time)
    : BackgroundService, IHealthCheck
{
    // Until the first good one, there is nothing to serve.
    private volatile int badOnes = 2;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(badOnes < 2
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The balancer doesn't answer."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(limits.ProbeInterval, time);
        do
        {
            badOnes = await IsWellAsync(stoppingToken) ? 0 : Math.Min(2, badOnes + 1);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> IsWellAsync(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(limits.ProbeTimeout);
        try
        {
            using var probe = new HttpRequestMessage(HttpMethod.Get, balancer.Address + "/health");
            using var answer = await balancer.Connections.SendAsync(probe, limit.Token);
            return answer.IsSuccessStatusCode;
        }
        // Refused, reset, or too late: for the customers it is the same.
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
