using Shop.Control;

namespace Shop.Caching;

/// <summary>What whoever runs the shop can see and change of the cache while it runs.</summary>
internal static class CacheEndpoints
{
    public static void MapCache(this WebApplication app)
    {
        var control = app.MapGroup("/backend/cache")
            .AddEndpointFilter<ControlKey>()
            .ExcludeFromDescription();

        control.MapGet("/", (CacheReport report) => report.ReadAsync());

        control.MapPut("/", async Task<Results<Ok<CacheState>, ProblemHttpResult>> (
            CacheChange change, CacheControls controls, CacheReport report) =>
            await controls.ChangeAsync(change) is { } mistake
                ? TypedResults.Problem(title: mistake, statusCode: StatusCodes.Status400BadRequest)
                : TypedResults.Ok(await report.ReadAsync()));

        control.MapPost("/flush", async (Cache cache) =>
        {
            await cache.DropAllAsync();
            return TypedResults.NoContent();
        });
    }
}
