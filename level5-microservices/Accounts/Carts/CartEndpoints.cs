namespace Shop.Carts;

internal static class CartEndpoints
{
    public static void AddCarts(this IServiceCollection services) => services
        .AddSingleton<KnownProducts>()
        .AddScoped<CartStore>()
        .AddSingleton(provider => new Events.Chore(() => ForgetAsync(
            provider.GetRequiredService<Writing>())));

    // Two contracts side by side, over the same carts. Release v3 has tidied up: "nobody can be
    // using the old one any more". Only that somebody is.
    public static void MapCarts(this WebApplication app)
    {
        var release = app.Services.GetRequiredService<Deployment>();
        if (release.IsAtLeast(3))
            MapCart(app, "/api/cart", "v1", LinkedCart.Of);
        else
            MapCart(app, "/api/cart", "v1", cart => cart);
        if (release.IsAtLeast(2))
            MapCart(app, "/api/v2/cart", "v2", LinkedCart.Of);
        MapPurchases(app);
    }

    // No purchase is told again a day later.
    private static Task ForgetAsync(Writing writing) => writing.WriteAsync(
        "delete from bought where at < now() - interval '1 day'",
        new { },
        _ => Task.FromResult(true),
        isRepeatable: true);

    private static void MapCart<T>(
        IEndpointRouteBuilder app, string path, string contract, Func<Cart, T> show)
    {
        var cart = app.MapGroup(path)
            .WithTags("Cart").WithGroupName(contract).RequireAuthorization().StaysPrivate();

        cart.MapGet("/", async (ClaimsPrincipal user, CartStore carts) =>
            TypedResults.Ok(show(await carts.FindAsync(user.CustomerId()))));

        cart.MapPut("/items/{productId:int}", async Task<Results<Ok<T>, NotFound>> (
            int productId, CartChange change, ClaimsPrincipal user, CartStore carts) =>
            await carts.PutAsync(user.CustomerId(), productId, change.Quantity) is { } cart
                ? TypedResults.Ok(show(cart))
                : TypedResults.NotFound());

        cart.MapDelete("/items/{productId:int}", async (
            int productId, ClaimsPrincipal user, CartStore carts) =>
            TypedResults.Ok(show(await carts.RemoveAsync(user.CustomerId(), productId))));
    }

    // For Orders, which has no customer's token any more when it finishes what a crash left behind.
    private static void MapPurchases(IEndpointRouteBuilder app)
    {
        var inside = app.MapGroup("/internal/carts")
            .WithTags("Cart").WithGroupName("internal").AddEndpointFilter<Control.ControlKey>();

        inside.MapGet("/{customer:long}", async (long customer, CartStore carts) =>
            TypedResults.Ok(await carts.FindNumberedAsync(customer)));

        inside.MapPost("/{customer:long}/bought", async (
            long customer, Bought bought, CartStore carts) =>
        {
            await carts.SettleAsync(customer, bought);
            return TypedResults.NoContent();
        });
    }
}
