using System.Net.Sockets;
using Aspire.Hosting.Execution;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <param name="port">Null: any free port.</param>
    /// <param name="env">The variable that tells the process its port.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        var type = protocol ?? ProtocolType.Tcp;
        var endpoint = new EndpointAnnotation(
            type, scheme, null, name, port, targetPort, isExternal, isProxied)
        {
            TargetPortEnvironmentVariable = env,
        };
        if (FindEndpoint(builder.Resource, endpoint.Name) is not null)
        {
            throw new DistributedApplicationException(
                $"Endpoint with name '{endpoint.Name}' already exists. Specify a different name.");
        }

        builder.WithAnnotation(endpoint);
        if (env is not null)
        {
            // By annotation: the type of the builder does not promise an environment.
            builder.WithAnnotation(new EnvironmentCallbackAnnotation(context =>
                context.EnvironmentVariables[env] =
                    new EndpointReference(builder.Resource, endpoint)
                        .Property(EndpointProperty.TargetPort)));
        }

        return builder;
    }

    /// <summary>Changes an endpoint, or adds it.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        string endpointName,
        Action<EndpointAnnotation> callback,
        bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        var endpoint = FindEndpoint(builder.Resource, endpointName);
        if (endpoint is null && createIfNotExists)
        {
            endpoint = new EndpointAnnotation(ProtocolType.Tcp, name: endpointName);
            builder.WithAnnotation(endpoint);
        }

        if (endpoint is not null)
        {
            callback(endpoint);
        }

        return builder;
    }

    /// <param name="name">Null: "http".</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints =>
        builder.WithEndpoint(port, targetPort, "http", name, env, isProxied, null, null);

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints =>
        builder.Resource.GetEndpoint(name);

    /// <summary>The resource is healthy when a GET has the status.</summary>
    /// <param name="path">Null: "/".</param>
    /// <param name="statusCode">Null: 200.</param>
    /// <param name="endpointName">Null: the first HTTP endpoint.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null,
        string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(
            () => endpointName is null
                ? builder.Resource.GetEndpoints().First(e => e.IsHttp)
                : builder.GetEndpoint(endpointName),
            path,
            statusCode);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = endpointSelector
            ?? (() => builder.Resource.GetEndpoints().First(e => e.IsHttp));
        var count = builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Count();
        var key = $"{builder.Resource.Name}_{count}_{path ?? "/"}_check";
        var check = new HttpHealthCheck(
            () => new Uri(new Uri(endpoint().Url), path ?? "/"), statusCode ?? 200);
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(key, check, HealthStatus.Unhealthy, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointAnnotation? FindEndpoint(IResource resource, string name) =>
        resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(
            e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
}
