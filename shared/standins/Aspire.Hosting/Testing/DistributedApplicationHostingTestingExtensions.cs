namespace Aspire.Hosting.Testing;

public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client whose base address is an endpoint of the resource.</summary>
    /// <param name="endpointName">Null: the first HTTP endpoint.</param>
    public static HttpClient CreateHttpClient(
        this DistributedApplication app,
        string resourceName,
        string? endpointName = null) =>
        new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = app.GetEndpoint(resourceName, endpointName),
        };

    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    public static Uri GetEndpoint(
        this DistributedApplication app,
        string resourceName,
        string? endpointName = null)
    {
        var endpoints = Find<IResourceWithEndpoints>(app, resourceName).GetEndpoints();
        var endpoint = endpoints.FirstOrDefault(e =>
            endpointName is null
                ? e.IsHttp || e.IsHttps
                : string.Equals(e.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase));
        return new Uri(endpoint?.Url ?? throw new ArgumentException(
            $"Resource '{resourceName}' has no endpoint '{endpointName ?? "http"}'.",
            nameof(endpointName)));
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app,
        string resourceName,
        CancellationToken cancellationToken = default) =>
        Find<IResourceWithConnectionString>(app, resourceName)
            .GetConnectionStringAsync(cancellationToken);

    private static T Find<T>(DistributedApplication app, string name)
        where T : class, IResource
    {
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        return model.Resources.TryGetByName(name, out var resource) && resource is T found
            ? found
            : throw new ArgumentException($"There is no such resource: '{name}'.", nameof(name));
    }
}
