using Shop.Control;

namespace Shop.Inventory;

/// <summary>For other services only: no customer comes here.</summary>
internal static class InventoryEndpoints
{
    public static void AddInventory(this IServiceCollection services) =>
        services.AddScoped<Reservations>().AddHostedService<Expiry>();

    public static void MapInventory(this IEndpointRouteBuilder app)
    {
        var reservations = app.MapGroup("/internal/reservations/{saga:guid}")
            .AddEndpointFilter<ControlKey>();

        reservations.MapPost("/reserve", async (
            Guid saga, Wanted[] items, Reservations all) =>
            TypedResults.Ok(await all.ReserveAsync(saga, items)));

        reservations.MapPost("/confirm", async (Guid saga, Reservations all) =>
            TypedResults.Ok(await all.ConfirmAsync(saga)));

        reservations.MapPost("/release", async (Guid saga, Reservations all) =>
            TypedResults.Ok(await all.ReleaseAsync(saga)));
    }
}
