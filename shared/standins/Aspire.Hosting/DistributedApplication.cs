using Aspire.Hosting.Execution;

namespace Aspire.Hosting;

/// <summary>A built application: starts, watches and stops its resources.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly Orchestrator _orchestrator;
    private readonly bool _isTest;

    internal DistributedApplication(ServiceProvider services, bool isTest)
    {
        _services = services;
        _isTest = isTest;
        _orchestrator = services.GetRequiredService<Orchestrator>();
    }

    public IServiceProvider Services => _services;

    public ResourceNotificationService ResourceNotifications =>
        _services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands =>
        _services.GetRequiredService<ResourceCommandService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(
        DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(options);

    /// <summary>Starts all that starts by itself; returns when it has been started.</summary>
    /// <exception cref="DistributedApplicationException">
    /// A port is taken, a program is missing, or a project is not built: nothing was started.
    /// </exception>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) =>
        _orchestrator.StartAsync(cancellationToken);

    /// <summary>Stops everything, within 3 s.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) =>
        _orchestrator.StopAsync();

    /// <summary>
    /// Starts everything and stops it again on Ctrl+C, SIGTERM or when the host is told to stop.
    /// A failure during the start is printed and becomes exit code 1.
    /// </summary>
    public virtual Task RunAsync(CancellationToken cancellationToken = default) => _isTest
        ? _orchestrator.WhenStopped.WaitAsync(cancellationToken)
        : new HostRun(this, _orchestrator, _services.GetRequiredService<HostLifetime>())
            .RunAsync(cancellationToken);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public virtual async ValueTask DisposeAsync()
    {
        await _orchestrator.StopAsync();
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public virtual void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
