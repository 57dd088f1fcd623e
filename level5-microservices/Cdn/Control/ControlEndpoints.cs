using Microsoft.AspNetCore.Http.HttpResults;

namespace Shop.Control;

/// <summary>What whoever runs the shop can see and change while it runs.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var control = app.MapGroup("/edge").AddEndpointFilter<ControlKey>();

        control.MapGet("/cache", (EdgeStore store, Counters counters, Mechanisms mechanisms) =>
            TypedResults.Ok(new CacheReport(mechanisms.Caching, store.Count, counters.Now)));

        control.MapPut("/cache", (CacheSwitch wanted, EdgeStore store, Mechanisms mechanisms) =>
        {
            mechanisms.Caching = wanted.Enabled;
            // What changes while nobody looks must not be remembered as it was.
            if (!wanted.Enabled)
                store.Clear();
            return TypedResults.NoContent();
        });

        control.MapPost("/purge", Results<Ok<Purged>, ProblemHttpResult> (
            PurgeOrder order, EdgeStore store) =>
            order is { Tags: null, Urls: null, All: false }
                ? TypedResults.Problem(
                    title: "Name tags, urls, or all.", statusCode: StatusCodes.Status400BadRequest)
                : TypedResults.Ok(new Purged(Do(order, store))));
    }

    private static int Do(PurgeOrder order, EdgeStore store)
    {
        if (order.All)
            return store.Clear();
        var purged = order.Tags is { Count: > 0 } tags ? store.RemoveTagged(tags) : 0;
        foreach (var url in order.Urls ?? [])
        {
            var address = Address.Normalize(url);
            purged += store.Find(address) is { Entries.Length: > 0 } ? 1 : 0;
            store.Remove(address);
        }

        return purged;
    }
}

/// <param name="Enabled">False: everything is forwarded.</param>
internal sealed record CacheSwitch(bool Enabled);

/// <param name="Tags">All answers with at least one of them.</param>
/// <param name="Urls">Paths with their query, as customers ask for them.</param>
/// <param name="All">Everything.</param>
internal sealed record PurgeOrder(HashSet<string>? Tags, List<string>? Urls, bool All = false);

/// <param name="Addresses">How many of them had an answer.</param>
internal sealed record Purged(int Addresses);

/// <param name="Enabled">Whether answers are kept.</param>
/// <param name="Entries">Addresses with a kept answer.</param>
/// <param name="Counts">Since the start.</param>
internal sealed record CacheReport(bool Enabled, int Entries, Counts Counts);
