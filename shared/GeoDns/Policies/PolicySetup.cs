namespace GeoDns.Policies;

internal static class PolicySetup
{
    public static void AddPolicies(this IServiceCollection services)
    {
        services.AddSingleton(Random.Shared);
        services.AddSingleton<Weights>();
        services.AddSingleton<IPolicy, Geolocation>();
        services.AddSingleton<IPolicy, Latency>();
        services.AddSingleton<IPolicy, Weighted>();
        services.AddSingleton<IPolicy, Failover>();
        services.AddSingleton<IPolicy, MultiValue>();
        services.AddSingleton<PolicySwitch>();
    }
}
