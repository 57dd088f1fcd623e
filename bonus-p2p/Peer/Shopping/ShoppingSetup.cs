namespace Shop.Shopping;

internal static class ShoppingSetup
{
    public static void AddShopping(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton<Accounts>()
        .AddSingleton<Carts>()
        .AddSingleton<Purchases>()
        .AddSingleton<Checkout>();
}
