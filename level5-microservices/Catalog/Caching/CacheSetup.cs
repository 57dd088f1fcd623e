namespace Shop.Caching;

internal static class CacheSetup
{
    /// <summary>
    /// The region's Redis is the connection string cache; without it, nothing is cached.
    /// </summary>
    public static void AddCache(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CacheSettings>();
        services.AddSingleton<CacheFigures>();
        services.AddSingleton<RegionalRedis>();
        services.AddSingleton<Flights>();
        services.AddSingleton<Cache>();
        services.AddSingleton<Eviction>();
        services.AddSingleton<HotKeys>();
        services.AddSingleton<Reception>();
        services.AddSingleton<CurrentStrategy>();
        services.AddSingleton<CacheControls>();
        services.AddSingleton<CacheReport>();
        services.AddScoped<CacheReader>();
        AddStrategies(services);
        services.AddHostedService(provider => provider.GetRequiredService<RegionalRedis>());
        services.AddHostedService<Invalidation>();
        services.AddHostedService<Prefetching>();
    }

    private static void AddStrategies(IServiceCollection services)
    {
        services.AddSingleton<Strategy, None>();
        services.AddSingleton<Strategy, ReadThrough>();
        services.AddSingleton<Invalidate>();
        services.AddSingleton<Strategy>(provider => provider.GetRequiredService<Invalidate>());
        services.AddSingleton<Strategy, Prefetch>();
    }
}
