namespace Shop.Merchant;

internal static class MerchantSetup
{
    /// <summary>Whoever is given the private keys is the merchant.</summary>
    public static void AddMerchant(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["MERCHANT"] is not { Length: > 0 } keys)
        {
            return;
        }

        builder.Services.AddSingleton(MerchantKeys.Parse(keys));
        builder.Services.AddSingleton<Books>();
        builder.Services.AddHostedService<Counter>();
    }
}
