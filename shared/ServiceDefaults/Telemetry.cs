using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Shop;

/// <summary>
/// Exports what ASP.NET Core, HttpClient and Npgsql measure of themselves by OTLP. Where to, is in
/// the standard environment variables; without them not one type of OpenTelemetry gets loaded.
/// </summary>
internal sealed class Telemetry(Deployment deployment) : IHostedService, IDisposable
{
    private static readonly string[] Sources =
    [
        "Npgsql",
        "Shop.*",
    ];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Net.Http",
        "System.Runtime",
        "Npgsql",
        "Shop.*",
    ];

    private const int Patience = 500; // milliseconds

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public static bool IsWanted { get; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));

    public static void Register(IServiceCollection services, Deployment deployment)
    {
        services.AddHostedService(_ => new Telemetry(deployment));
        services.AddLogging(logging => logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), deployment));
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter();
        }));
        // On the console a service is silent unless something is wrong. Here it says that it began.
        services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(
            "Microsoft.Hosting.Lifetime", LogLevel.Information));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => Describe(resource, deployment))
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddSource(Sources)
            .SetSampler(new ParentBasedSampler(new RequestsOnly()))
            .AddOtlpExporter()
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => Describe(resource, deployment))
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // Sends what is left, but doesn't wait long for a collector that is gone already.
        traces?.Shutdown(Patience);
        metrics?.Shutdown(Patience);
        traces?.Dispose();
        metrics?.Dispose();
    }

    // OTEL_SERVICE_NAME, which a host sets, wins over the name given here.
    private static ResourceBuilder Describe(ResourceBuilder resource, Deployment deployment) =>
        resource
            .AddService(deployment.Instance, serviceVersion: deployment.Release)
            .AddAttributes([new("cloud.region", deployment.Region)])
            .AddEnvironmentVariableDetector();
}
