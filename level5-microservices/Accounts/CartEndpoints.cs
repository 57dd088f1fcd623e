namespace Shop.Carts;

internal static class CartEndpoints
{
    public static void AddCarts(this IServiceCollection services) =>
        services.AddScoped<CartStore>();

    public static void MapCarts(this IEndpointRouteBuilder app)
    {
        var cart = app.MapGroup("/api/cart").WithTags("Cart").RequireAuthorization().StaysPrivate();

        cart.MapGet("/", async (ClaimsPrincipal user, CartStore carts) =>
            TypedResults.Ok(await carts.FindAsync(user.CustomerId())));

        cart.MapPut("/items/{productId:int}", async Task<Results<Ok<Cart>, NotFound>> (
            int productId, CartChange change, ClaimsPrincipal user, CartStore carts) =>
            await carts.PutAsync(user.CustomerId(), productId, change.Quantity) is { } cart
                ? TypedResults.Ok(cart)
                : TypedResults.NotFound());

        cart.MapDelete("/items/{productId:int}", async (
            int productId, ClaimsPrincipal user, CartStore carts) =>
            TypedResults.Ok(await carts.RemoveAsync(user.CustomerId(), productId)));

        var inside = app.MapGroup("/internal/carts").AddEndpointFilter<Control.ControlKey>()
            .ExcludeFromDescription();

        inside.MapGet("/{customer:long}", async (long customer, CartStore carts) =>
            TypedResults.Ok(await carts.FindAsync(customer)));

        inside.MapPost("/{customer:long}/bought", async (
            long customer, Bought bought, CartStore carts) =>
        {
            await carts.RemoveAsync(customer, [.. bought.Items.Select(item => item.ProductId)]);
            return TypedResults.NoContent();
        });
    }
}

/// <param name="Saga">The purchase that took the items.</param>
internal sealed record Bought(Guid Saga, IReadOnlyList<CartItem> Items);
