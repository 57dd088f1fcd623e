namespace GeoDns.Serving;

internal static class ServingSetup
{
    public static void AddServing(this IServiceCollection services)
    {
        services.AddSingleton<Authority>();
        services.AddSingleton<QueryHandler>();
        services.AddHostedService<UdpServer>();
        services.AddHostedService<TcpServer>();
    }
}
