namespace Aspire.Hosting.Execution;

internal static class HostingServices
{
    // Composed by hand instead of by the generic host, which takes longer to start than
    // everything else here.
    internal static void AddHosting(
        this IServiceCollection services,
        IDistributedApplicationBuilder builder,
        DistributedApplicationOptions options)
    {
        services.AddSingleton<IConfiguration>(builder.Configuration);
        services.AddSingleton(builder.Environment);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(options);
        services.AddSingleton(new DistributedApplicationModel(builder.Resources));
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(l => l.AddProvider(new HostLoggerProvider()));
        services.AddOptions();

        services.AddSingleton<HostLifetime>();
        services.AddSingleton<IHostApplicationLifetime>(s => s.GetRequiredService<HostLifetime>());
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(s => new ResourceNotificationService(s));
        services.AddSingleton(s => new ResourceCommandService(s));
        services.AddSingleton<HealthMonitor>();
        services.AddSingleton<HostConsole>();
        services.AddSingleton<ProcessSupervisor>();
        services.AddSingleton<Orchestrator>();
    }
}
