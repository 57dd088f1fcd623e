using GeoDns.Policies;
using GeoDns.Zones;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GeoDns.Control;

/// <summary>What whoever runs the shop can see and change while it runs.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var zone = app.MapGroup("/zone").AddEndpointFilter<ControlKey>();

        zone.MapGet("", (ZoneReport report) => TypedResults.Ok(report.Describe()));

        zone.MapPut("/policy", Results<NoContent, ProblemHttpResult> (
            PolicyChange change, PolicySwitch policies) =>
            policies.TrySet(change.Policy)
                ? TypedResults.NoContent()
                : Bad($"The policies are {string.Join(", ", PolicyNames.All)}."));

        zone.MapPut("/weights", Results<NoContent, ProblemHttpResult> (
            Dictionary<string, int> changes, Weights weights) =>
            weights.TrySet(changes)
                ? TypedResults.NoContent()
                : Bad($"Weights are 0 to {Weights.Maximum}, each for the region of a site."));
    }

    private static ProblemHttpResult Bad(string title) =>
        TypedResults.Problem(title: title, statusCode: StatusCodes.Status400BadRequest);
}

internal sealed record PolicyChange(string? Policy);
