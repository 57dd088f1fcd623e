using System.Net;
using System.Net.Sockets;
using Shop.Answers;
using Shop.Origin;

namespace Shop;

internal static class Setup
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection("Limits").Get<Limits>() ?? new Limits();
        var services = builder.Services;
        services.AddSingleton(limits);
        services.AddSingleton(new Mechanisms(builder.Configuration["WITHOUT"]));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Counters>();
        services.AddSingleton<EdgeStore>();
        services.AddSingleton<Balancer>();
        services.AddSingleton<Fetcher>();
        services.AddSingleton<Flights>();
        services.AddSingleton<Answerer>();
        services.AddSingleton<PassThrough>();
        services.AddSingleton<Asking>();
        services.AddHttpForwarder();
        services.AddSingleton<BalancerHealth>();
        services.AddHostedService(provider => provider.GetRequiredService<BalancerHealth>());
        services.AddHealthChecks().AddCheck<BalancerHealth>("balancer");
        // A stack trace for each request to a dead balancer says no more than "/health".
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Limits.MaxConcurrentConnections = limits.CustomerConnections);
    }

    /// <summary>
    /// Listens at the region's own public address too (environment variable PUBLIC_URL), where the
    /// platform has it: not all have more than one loopback address.
    /// </summary>
    public static void ListenPublicly(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["PUBLIC_URL"] is not { Length: > 0 } address)
            return;
        if (CanListenAt(new(address)))
            builder.WebHost.UseUrls($"{builder.Configuration["urls"]};{address}");
        else
            Console.WriteLine($"{address} can't be had on this machine: going on without it.");
    }

    private static bool CanListenAt(Uri address)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(address.Host), address.Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
