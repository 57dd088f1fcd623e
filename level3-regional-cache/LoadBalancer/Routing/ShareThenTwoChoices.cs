using System.Collections.Immutable;
using Yarp.ReverseProxy.LoadBalancing;

namespace Shop.Routing;

/// <summary>
/// While slots are equals: of two destinations, drawn at random, the one with less to do. That is
/// nearly as good as asking all of them, and a herd never runs to the same one. While their shares
/// differ, as a release is tried: by lot, so that each gets its share, however fast it is.
/// </summary>
internal sealed class ShareThenTwoChoices(Shares shares, Random random) : ILoadBalancingPolicy
{
    public const string PolicyName = "ShareThenTwoChoices";

    public string Name => PolicyName;

    public DestinationState? PickDestination(
        HttpContext context,
        ClusterState cluster,
        IReadOnlyList<DestinationState> availableDestinations) =>
        availableDestinations.Count switch
        {
            0 => null,
            1 => availableDestinations[0],
            _ => shares.Of(cluster.ClusterId) is { } weights
                ? ByLot(availableDestinations, weights) ?? OfTwo(availableDestinations)
                : OfTwo(availableDestinations),
        };

    private DestinationState OfTwo(IReadOnlyList<DestinationState> destinations)
    {
        var first = random.Next(destinations.Count);
        var second = (first + 1 + random.Next(destinations.Count - 1)) % destinations.Count;
        var (one, other) = (destinations[first], destinations[second]);
        return one.ConcurrentRequestCount <= other.ConcurrentRequestCount ? one : other;
    }

    // Null when only slots without a share are left: then any of them is better than none.
    private DestinationState? ByLot(
        IReadOnlyList<DestinationState> destinations, ImmutableDictionary<string, int> weights)
    {
        var sum = 0;
        foreach (var destination in destinations)
            sum += weights.GetValueOrDefault(destination.DestinationId);
        var lot = sum == 0 ? 0 : random.Next(sum);
        foreach (var destination in destinations)
        {
            lot -= weights.GetValueOrDefault(destination.DestinationId);
            if (lot < 0)
                return destination;
        }
        return null;
    }
}
