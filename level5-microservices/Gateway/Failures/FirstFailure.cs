using Shop.Releases;
using Yarp.ReverseProxy.Health;

namespace Shop.Failures;

/// <summary>
/// Takes a destination out at the first request that it fails. A wrong guess costs its share of
/// the work for some seconds; waiting for more proof would cost more customers. The last one stays:
/// nobody would be better than it.
/// </summary>
internal sealed class FirstFailure(
    IDestinationHealthUpdater health, Scores scores, Limits limits) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "FirstFailure";

    public string Name => PolicyName;

    public void RequestProxied(
        HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is { } failure
            && Blame.IsDestinations(failure.Error)
            && !IsMerelySlow(destination, failure.Error)
            && cluster.DestinationsState.AvailableDestinations.Any(one => one != destination))
        {
            var period = cluster.Model.Config.HealthCheck!.Passive!.ReactivationPeriod!.Value;
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, period);
        }
    }

    // One that answered others meanwhile is not hung but busy, and so will the next one be that
    // gets its work, too.
    private bool IsMerelySlow(DestinationState destination, ForwarderError error) =>
        error == ForwarderError.RequestTimedOut
        && scores.Of(destination).HasAnsweredWithin(limits.Attempt);
}
