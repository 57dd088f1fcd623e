using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hosting.Tests.AppHost;

internal static class NeverHealthyExtensions
{
    internal static IResourceBuilder<T> NeverHealthy<T>(this IResourceBuilder<T> builder)
        where T : IResource
    {
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .AddCheck("never", () => HealthCheckResult.Unhealthy("not today"));
        return builder.WithHealthCheck("never");
    }
}
