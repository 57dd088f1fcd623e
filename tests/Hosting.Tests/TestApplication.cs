using Aspire.Hosting.Execution;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hosting.Tests;

/// <summary>Applications of a few small processes.</summary>
internal static class TestApplication
{
    internal static TimeSpan Patience => TimeSpan.FromSeconds(20);

    internal static IDistributedApplicationTestingBuilder Create() =>
        DistributedApplicationTestingBuilder.Create();

    /// <summary>A process that lives until it is stopped.</summary>
    internal static IResourceBuilder<ExecutableResource> AddSleeper(
        this IDistributedApplicationBuilder builder,
        string name) =>
        builder.AddExecutable(name, "sleep", "/", "600");

    internal static IResourceBuilder<ExecutableResource> AddShell(
        this IDistributedApplicationBuilder builder,
        string name,
        string script) =>
        builder.AddExecutable(name, "sh", "/", "-c", script);

    internal static IResourceBuilder<T> HealthyWhen<T>(
        this IResourceBuilder<T> builder,
        Func<bool> isHealthy)
        where T : IResource
    {
        var key = $"{builder.Resource.Name}-check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(
            key, () => isHealthy() ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        return builder.WithHealthCheck(key);
    }

    internal static string? StateOf(this DistributedApplication app, string name) =>
        app.ResourceNotifications.TryGetCurrentState(name, out var now)
            ? now.Snapshot.State?.Text
            : null;

    internal static Task ReachesAsync(this DistributedApplication app, string name, string state) =>
        app.ResourceNotifications.WaitForResourceAsync(name, state).WaitAsync(Patience);

    internal static async Task<CustomResourceSnapshot> HealthyAsync(
        this DistributedApplication app,
        string name) =>
        (await app.ResourceNotifications.WaitForResourceHealthyAsync(name).WaitAsync(Patience))
        .Snapshot;

    internal static int ProcessIdOf(this DistributedApplication app, string name)
    {
        app.ResourceNotifications.TryGetCurrentState(name, out var e);
        return (int)e!.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value!;
    }

    /// <summary>What a resource would get if it were started now.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> EnvironmentOfAsync(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<IResource> resource)
    {
        EndpointAllocator.Allocate(builder.Resources);
        var spec = await LaunchSpec.CreateAsync(
            resource.Resource,
            builder.ExecutionContext,
            NullLogger.Instance,
            CancellationToken.None);
        return spec.Environment;
    }

    /// <summary>The lines that a resource has printed so far.</summary>
    internal static async Task<List<string>> LinesOfAsync(
        this DistributedApplication app,
        string name)
    {
        var loggers = app.Services.GetRequiredService<ResourceLoggerService>();
        var lines = new List<string>();
        await foreach (var batch in loggers.GetAllAsync(name))
        {
            lines.AddRange(batch.Select(l => l.Content));
        }

        return lines;
    }
}
