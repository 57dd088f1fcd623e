using Yarp.ReverseProxy;

namespace Shop.Control;

/// <summary>What whoever runs the shop can see while it runs.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var control = app.MapGroup("/balancer").AddEndpointFilter<ControlKey>();

        control.MapGet("/clusters", (IProxyStateLookup proxy) =>
            TypedResults.Ok(proxy.GetClusters().Select(Describe)));
    }

    private static object Describe(ClusterState cluster) => new
    {
        Name = cluster.ClusterId,
        Slots = cluster.Destinations.Values.Select(slot => new
        {
            Name = slot.DestinationId,
            IsAvailable = cluster.DestinationsState.AvailableDestinations.Contains(slot),
            UnderWay = slot.ConcurrentRequestCount,
        }),
    };
}
