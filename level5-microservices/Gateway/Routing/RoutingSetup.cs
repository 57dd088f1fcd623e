using Shop.Failures;
using Shop.Releases;
using Yarp.ReverseProxy.LoadBalancing;

namespace Shop.Routing;

internal static class RoutingSetup
{
    public static void AddRouting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<NearestFirst>();
        services.AddSingleton<ILoadBalancingPolicy>(
            provider => provider.GetRequiredService<NearestFirst>());
        services.AddSingleton<Descriptions>();
        services.AddSingleton<IForwarderHttpClientFactory, BackendConnections>();
        services.AddSingleton<Destinations>();
        services.AddSingleton<IProxyConfigProvider>(provider => new InMemoryConfigProvider(
            Destinations.Routes(), provider.GetRequiredService<Destinations>().Clusters()));
        services.AddReverseProxy();
    }

    /// <summary>A request's way: inner ones run once per attempt.</summary>
    public static void MapRoutes(this WebApplication app) =>
        app.MapReverseProxy(pipeline =>
        {
            pipeline.UseMiddleware<Retry>();
            pipeline.UseLoadBalancing();
            pipeline.UseMiddleware<KeepScore>();
            pipeline.UsePassiveHealthChecks();
        });
}
