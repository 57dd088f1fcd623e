using System.Runtime.CompilerServices;

namespace Shop.Failures;

/// <summary>
/// An attempt is given up early, while there is still time to ask another destination. A request
/// that can't be sent to another has nothing to gain from that: it may wait longer.
/// </summary>
internal sealed class Patience(Limits limits)
{
    private readonly ConditionalWeakTable<ClusterModel, ClusterModel> patient = [];

    /// <summary>Lets the next attempt of a request wait as long as it takes.</summary>
    public void Grant(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        context.Features.Set<IReverseProxyFeature>(new ReverseProxyFeature
        {
            Route = proxy.Route,
            Cluster = patient.GetValue(proxy.Cluster, Relax),
            AllDestinations = proxy.AllDestinations,
            AvailableDestinations = proxy.AvailableDestinations,
        });
    }

    private ClusterModel Relax(ClusterModel hasty)
    {
        var request = hasty.Config.HttpRequest! with { ActivityTimeout = limits.Silence };
        return new ClusterModel(hasty.Config with { HttpRequest = request }, hasty.HttpClient);
    }
}
