namespace Aspire.Hosting;

// The real API also has IResourceWithCustomWithReference, but asks it only for AppHosts in other
// languages: the WithReference methods that C# sees never do. So it is absent here. A reference
// that must be different for each user says so through ValueProviderContext.Caller.
public static partial class ResourceBuilderExtensions
{
    /// <summary>Sets <c>ConnectionStrings__name</c>, and <c>NAME_PART</c> for its parts.</summary>
    /// <param name="connectionName">Null: the name of the source.</param>
    /// <param name="optional">Without it, an empty connection string fails the start.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            var flags = InjectionOf(context.Resource);
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var variable = resource.ConnectionStringEnvironmentVariable
                    ?? $"ConnectionStrings__{name}";
                context.EnvironmentVariables[variable] =
                    new ConnectionStringReference(resource, optional);
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                foreach (var (part, value) in resource.GetConnectionProperties())
                {
                    context.EnvironmentVariables[$"{VariableName(name)}_{VariableName(part)}"] =
                        value;
                }
            }
        });
    }

    /// <summary>Sets <c>services__name__scheme__0</c> and <c>NAME_SCHEME</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEndpoints(source.Resource, endpointName: null, source.Resource.Name);

    /// <param name="name">The name under which the service is found.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEndpoints(source.Resource, endpointName: null, name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEndpoints(
            endpointReference.Resource,
            endpointReference.EndpointName,
            endpointReference.Resource.Name);

    /// <summary>Sets <c>services__name__default__0</c> and <c>NAME</c>.</summary>
    /// <param name="uri">Absolute, with a path that ends with a slash.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        string name,
        Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        if (!uri.IsAbsoluteUri || !uri.AbsolutePath.EndsWith('/'))
        {
            throw new InvalidOperationException(
                $"The URI for service reference '{name}' must be absolute and end with '/'.");
        }

        return builder.WithEnvironment($"services__{name}__default__0", uri.ToString())
            .WithEnvironment(VariableName(name), uri.ToString());
    }

    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder,
        ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment =>
        builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags));

    // Several references to endpoints of one resource become one annotation and one callback, so
    // that the indices in services__name__scheme__index come out right.
    private static IResourceBuilder<T> WithEndpoints<T>(
        this IResourceBuilder<T> builder,
        IResourceWithEndpoints source,
        string? endpointName,
        string serviceName)
        where T : IResourceWithEnvironment
    {
        var reference = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>()
            .FirstOrDefault(r => ReferenceEquals(r.Resource, source));
        if (reference is null)
        {
            reference = new EndpointReferenceAnnotation(source);
            builder.WithAnnotation(reference)
                .WithEnvironment(context => AddEndpoints(context, reference, serviceName));
        }

        if (endpointName is null)
        {
            reference.UseAllEndpoints = true;
        }
        else
        {
            reference.EndpointNames.Add(endpointName);
        }

        return builder.WithReferenceRelationship(source);
    }

    private static void AddEndpoints(
        EnvironmentCallbackContext context,
        EndpointReferenceAnnotation reference,
        string serviceName)
    {
        var flags = InjectionOf(context.Resource);
        var used = reference.Resource.GetEndpoints().Where(e =>
            reference.EndpointNames.Contains(e.EndpointName)
            || (reference.UseAllEndpoints && !e.ExcludeReferenceEndpoint));
        var indices = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in used)
        {
            var key = endpoint.IsHttpSchemeNamedEndpoint ? endpoint.Scheme : endpoint.EndpointName;
            var index = indices.GetValueOrDefault(key);
            indices[key] = index + 1;
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            {
                context.EnvironmentVariables[$"services__{serviceName}__{key}__{index}"] = endpoint;
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            {
                var variable = $"{VariableName(serviceName)}_{VariableName(endpoint.EndpointName)}";
                context.EnvironmentVariables[variable] = endpoint;
            }
        }
    }

    private static ReferenceEnvironmentInjectionFlags InjectionOf(IResource resource) =>
        resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var injection)
            ? injection.Flags
            : ReferenceEnvironmentInjectionFlags.All;

    private static string VariableName(string name) => string.Concat(
        name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}
