using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Releases;
using Shop.Routing;
using Yarp.ReverseProxy;

namespace Shop.Control;

/// <summary>What whoever runs the shop can see and change while it runs.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var control = app.MapGroup("/balancer").AddEndpointFilter<ControlKey>();

        control.MapGet("/clusters", (IProxyStateLookup proxy, Shares shares) =>
            TypedResults.Ok(proxy.GetClusters().Select(cluster => Describe(cluster, shares))));

        control.MapPut("/shares/{cluster}", Results<NoContent, NotFound, ProblemHttpResult> (
            string cluster,
            Dictionary<string, int> weights,
            IProxyStateLookup proxy,
            Canary canary,
            Shares shares) =>
        {
            if (!proxy.TryGetCluster(cluster, out var state))
                return TypedResults.NotFound();
            if (weights.Values.Any(weight => weight is < 0 or > 1_000_000)
                || weights.Keys.Except(state.Destinations.Keys).Any())
                return Bad("Weights are 0 to 1,000,000, one for each slot of the cluster.");
            canary.Abandon(cluster);
            // Who names some slots wants none of the requests to go to the others.
            shares.Set(cluster, state.Destinations.Keys.ToDictionary(
                slot => slot,
                slot => weights.GetValueOrDefault(slot)));
            return TypedResults.NoContent();
        });

        control.MapGet("/canary", (Canary canary) => TypedResults.Ok(canary.Report));

        control.MapPost("/canary", Results<Accepted, Conflict, ProblemHttpResult> (
            CanaryPlan plan,
            IProxyStateLookup proxy,
            Canary canary,
            IHostApplicationLifetime life) =>
        {
            if (!proxy.TryGetCluster(plan.Cluster, out var cluster)
                || !cluster.Destinations.ContainsKey(plan.Slot)
                || cluster.Destinations.Count < 2
                || plan.Steps.Any(percent => percent is < 1 or > 100))
                return Bad("There is no such slot beside another one, or a step is not 1 to 100 %.");
            return canary.TryStart(cluster, plan, life.ApplicationStopping)
                ? TypedResults.Accepted("/balancer/canary")
                : TypedResults.Conflict();
        });
    }

    private static ProblemHttpResult Bad(string title) =>
        TypedResults.Problem(title: title, statusCode: StatusCodes.Status400BadRequest);

    private static object Describe(ClusterState cluster, Shares shares) => new
    {
        Name = cluster.ClusterId,
        Slots = cluster.Destinations.Values.Select(slot => new
        {
            Name = slot.DestinationId,
            Share = shares.Of(cluster.ClusterId)?.GetValueOrDefault(slot.DestinationId) ?? 100,
            IsAvailable = cluster.DestinationsState.AvailableDestinations.Contains(slot),
            UnderWay = slot.ConcurrentRequestCount,
        }),
    };
}
