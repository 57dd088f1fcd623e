using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Shop;

/// <summary>
/// Leaves in an orderly way. Told to stop, the service first says at <c>/health</c> that it is not
/// ready, and goes on serving until whoever sends it requests has noticed. Then it stops listening,
/// finishes what it has, and ends. On SIGINT it doesn't wait: that is a person at the keyboard, or
/// the end of all who would notice.
/// </summary>
internal sealed class Draining : IHostedLifecycleService, IHealthCheck, IDisposable
{
    // Twice what a balancer needs that asks four times a second and believes the second bad answer.
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

    // Whatever else the same signal has set in motion by then.
    private const int OneSignalMs = 50;

    private readonly IConfiguration configuration;
    private readonly CancellationTokenSource hurry = new();
    private readonly PosixSignalRegistration interrupt;
    private volatile bool isLeaving;
    private long leavingSince;

    public Draining(IConfiguration configuration)
    {
        this.configuration = configuration;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Hurry());
    }

    public void Dispose()
    {
        interrupt.Dispose();
        hurry.Dispose();
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(isLeaving ? HealthCheckResult.Unhealthy("leaving") : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (configuration["WITHOUT"] == "draining")
            return;
        Volatile.Write(ref leavingSince, Environment.TickCount64);
        isLeaving = true;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, hurry.Token);
        await Task.Delay(Notice, enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Only as the first word: a supervisor may add it to an earlier SIGTERM.
    private void Hurry()
    {
        if (!isLeaving || Environment.TickCount64 - Volatile.Read(ref leavingSince) <= OneSignalMs)
            hurry.Cancel();
    }
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
