using Yarp.ReverseProxy.Health;

namespace Shop.Failures;

/// <summary>
/// Takes a destination out at the first request that it fails. A wrong guess costs its share of
/// the work for some seconds; waiting for more proof would cost more customers. The last one stays:
/// nobody would be better than it.
/// </summary>
internal sealed class FirstFailure(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "FirstFailure";

    public string Name => PolicyName;

    public void RequestProxied(
        HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is { } failure
            && Blame.IsDestinations(failure.Error)
            && cluster.DestinationsState.AvailableDestinations.Any(one => one != destination))
        {
            var period = cluster.Model.Config.HealthCheck!.Passive!.ReactivationPeriod!.Value;
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, period);
        }
    }
}
