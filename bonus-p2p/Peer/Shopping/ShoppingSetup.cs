namespace Shop.Shopping;

internal static class ShoppingSetup
{
    public static void AddShopping(this WebApplicationBuilder builder) => builder.Services
        .ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, PageTypes.Default))
        .AddSingleton<Accounts>()
        .AddSingleton<Carts>()
        .AddSingleton<Purchases>()
        .AddSingleton<Checkout>();
}
