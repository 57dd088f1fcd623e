namespace Aspire.Hosting.Execution;

/// <summary>Where a service sends its traces, metrics and logs.</summary>
internal static class OtlpEnvironment
{
    internal const string GrpcKey = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    internal const string HttpKey = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    internal static void AddTo(EnvironmentCallbackContext context, IConfiguration configuration)
    {
        var grpc = configuration[GrpcKey];
        if ((grpc ?? configuration[HttpKey]) is not { Length: > 0 } endpoint)
        {
            return;
        }

        var variables = context.EnvironmentVariables;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = grpc is null ? "http/protobuf" : "grpc";
        variables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={context.Resource.Name}";

        // Batches of one second: someone is watching.
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
    }
}
