namespace Shop.Hosting;

internal static class PeerSetup
{
    /// <summary>
    /// Reads SHOP (the shop's public keys), DATA (a folder; without it nothing outlives the
    /// process), and MERCHANT (the private keys, in one place only).
    /// </summary>
    public static void AddPeer(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var shop = ShopKeys.Parse(builder.Configuration["SHOP"]
            ?? throw new InvalidOperationException("SHOP is not set."));
        services.AddSingleton(shop);
        services.AddSingleton(new Settings { Without = builder.Configuration["WITHOUT"] });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Disk>();
        services.AddSingleton<Roads>();
        services.AddSingleton(Identify);
        services.AddSingleton(provider => new Node(
            provider.GetRequiredService<Identity>(),
            provider.GetRequiredService<Deployment>().Instance,
            provider.GetRequiredService<Deployment>().Region,
            shop,
            provider.GetRequiredService<Settings>(),
            TimeProvider.System,
            provider.GetRequiredService<Roads>().CarryAsync,
            Random.Shared));
        services.AddSingleton<Rendezvous>();
        services.AddHostedService<Life>();
        services.AddHealthChecks().AddCheck<Readiness>("peer");
    }

    private static Identity Identify(IServiceProvider services) =>
        services.GetService<MerchantKeys>()?.Identity
        ?? services.GetRequiredService<Disk>().LoadIdentity();
}
