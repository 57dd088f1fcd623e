using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Shop;

/// <summary>
/// Leaves in an orderly way. Told to stop, the service first says at <c>/health</c> that it is not
/// ready, and goes on serving until whoever sends it requests has noticed. Then it stops listening,
/// finishes what it has, and ends.
/// </summary>
internal sealed class Draining(IConfiguration configuration) : IHostedLifecycleService, IHealthCheck
{
    // Four probes of a balancer that asks four times a second and believes the second bad answer.
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

    private volatile bool isLeaving;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(isLeaving ? HealthCheckResult.Unhealthy("leaving") : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (configuration["WITHOUT"] == "draining")
            return;
        isLeaving = true;
        await Task.Delay(Notice, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

public static class DrainingExtensions
{
    /// <summary>For services behind a balancer: nobody is sent to one that is about to end.</summary>
    public static WebApplicationBuilder AddDraining(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.AddHealthChecks().AddCheck<Draining>("draining");
        return builder;
    }
}
