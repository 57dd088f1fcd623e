using Yarp.ReverseProxy.LoadBalancing;

namespace Shop.Routing;

/// <summary>
/// The instance in this region, and if it is out, the next nearest one (environment variable
/// NEAREST: us,eu,ap). Slots of releases, which no site is called like, take turns.
/// </summary>
internal sealed class NearestFirst(IConfiguration configuration, Mechanisms mechanisms, Random random)
    : ILoadBalancingPolicy
{
    public const string PolicyName = "NearestFirst";

    private readonly string[] nearest = (configuration["NEAREST"] ?? "").Split(',');

    public string Name => PolicyName;

    public DestinationState? PickDestination(
        HttpContext context,
        ClusterState cluster,
        IReadOnlyList<DestinationState> availableDestinations)
    {
        var open = mechanisms.NextNearest
            ? availableDestinations
            : [.. cluster.Destinations.Values];
        return open.MinBy(one => (Distance(one), random.Next()));
    }

    public IEnumerable<DestinationState> Order(IReadOnlyList<DestinationState> all) =>
        all.OrderBy(Distance);

    private int Distance(DestinationState destination)
    {
        var place = Array.IndexOf(nearest, destination.DestinationId);
        return place < 0 ? nearest.Length : place;
    }
}
