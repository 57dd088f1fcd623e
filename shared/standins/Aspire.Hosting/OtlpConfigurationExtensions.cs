using Aspire.Hosting.Execution;

namespace Aspire.Hosting;

public static class OtlpConfigurationExtensions
{
    /// <summary>
    /// Sets the standard <c>OTEL_*</c> variables, if there is a collector: the dashboard, or what
    /// the configuration names as <c>ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL</c> (gRPC) or
    /// <c>ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL</c> (HTTP).
    /// </summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        return builder.WithEnvironment(context => OtlpEnvironment.AddTo(context, configuration));
    }
}
