using Yarp.ReverseProxy.Health;

namespace Shop.Routing;

/// <summary>
/// Turns what the host says about other services (<c>services__orders-eu__http__0</c>) into
/// clusters: the part before the last dash is the cluster, the rest the site.
/// </summary>
internal sealed class Destinations(
    IConfiguration configuration, Limits limits, Mechanisms mechanisms)
{
    public IReadOnlyList<ClusterConfig> Clusters() =>
        [.. configuration.GetSection("services").GetChildren()
            .Select(service => (Name: service.Key, Address: service["http:0"]))
            .Where(service => service.Name.Contains('-') && service.Address is not null)
            .GroupBy(service => service.Name[..service.Name.LastIndexOf('-')])
            .Select(cluster => Describe(cluster.Key, cluster.ToDictionary(
                service => service.Name[(service.Name.LastIndexOf('-') + 1)..],
                service => new DestinationConfig { Address = service.Address! }))),];

    /// <summary>One origin, whoever serves it: customers never hear that there are services.</summary>
    public static IReadOnlyList<RouteConfig> Routes() =>
    [
        Route("orders", "/api/orders/{**rest}", order: 1),
        Route("accounts", "/api/customers/{**rest}", order: 1),
        Route("accounts", "/api/sessions/{**rest}", order: 1),
        Route("accounts", "/api/cart/{**rest}", order: 1),
        Route("accounts", "/api/v2/cart/{**rest}", order: 1),
        Route("accounts", "/api/account/{**rest}", order: 1),
        Route("catalog", "/api/{**rest}", order: 2),
        Route("assets", "/{**rest}", order: 3),
    ];

    private static RouteConfig Route(string cluster, string path, int order) => new()
    {
        RouteId = path,
        ClusterId = cluster,
        Order = order,
        Match = new() { Path = path },
    };

    private ClusterConfig Describe(
        string name, Dictionary<string, DestinationConfig> slots) => new()
    {
        ClusterId = name,
        Destinations = slots,
        LoadBalancingPolicy = NearestFirst.PolicyName,
        HttpClient = new() { MaxConnectionsPerServer = limits.ConnectionsPerBackend },
        // A purchase goes from service to service: who is slow there isn't ill.
        HttpRequest = new() { ActivityTimeout = name == "orders" ? limits.Silence : limits.Attempt },
        HealthCheck = mechanisms.HealthChecks ? Checks() : null,
    };

    private HealthCheckConfig Checks() => new()
    {
        Active = new()
        {
            Enabled = true,
            Interval = limits.ProbeInterval,
            Timeout = limits.ProbeTimeout,
            Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            Path = "/health",
        },
        Passive = new()
        {
            Enabled = true,
            Policy = Failures.FirstFailure.PolicyName,
            ReactivationPeriod = limits.Ejection,
        },
        // If all of them seem ill, the checks are more likely to be wrong than useful.
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
    };
}
