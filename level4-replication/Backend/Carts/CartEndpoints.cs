namespace Shop.Carts;

internal static class CartEndpoints
{
    public static void AddCarts(this IServiceCollection services) =>
        services.AddScoped<CartStore>().AddScoped<CachedCarts>();

    public static void MapCarts(this IEndpointRouteBuilder app)
    {
        var cart = app.MapGroup("/api/cart").WithTags("Cart").RequireAuthorization().StaysPrivate();

        cart.MapGet("/", async (ClaimsPrincipal user, CachedCarts carts) =>
            TypedResults.Ok(await carts.FindAsync(user.CustomerId())));

        cart.MapPut("/items/{productId:int}", async Task<Results<Ok<Cart>, NotFound>> (
            int productId, CartChange change, ClaimsPrincipal user, CachedCarts carts) =>
            await carts.PutAsync(user.CustomerId(), productId, change.Quantity) is { } cart
                ? TypedResults.Ok(cart)
                : TypedResults.NotFound());

        cart.MapDelete("/items/{productId:int}", async (
            int productId, ClaimsPrincipal user, CachedCarts carts) =>
            TypedResults.Ok(await carts.RemoveAsync(user.CustomerId(), productId)));
    }
}
