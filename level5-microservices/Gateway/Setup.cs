namespace Shop;

internal static class Setup
{
    /// <summary>Reads the limits and switches, and bounds what customers can open.</summary>
    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection("Limits").Get<Limits>() ?? new Limits();
        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton(new Mechanisms(builder.Configuration["WITHOUT"]));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Random.Shared);
        // A stack trace for each probe of a dead backend says no more than "/balancer/clusters".
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Limits.MaxConcurrentConnections = limits.CustomerConnections);
    }
}
