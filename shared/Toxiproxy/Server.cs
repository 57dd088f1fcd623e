using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Toxiproxy.Admin;
using Toxiproxy.Proxies;
using Toxiproxy.Relay;

namespace Toxiproxy;

/// <summary>The process: the admin API, and its life until a signal ends it.</summary>
internal static class Server
{
    /// <summary>Returns the exit code.</summary>
    public static async Task<int> RunAsync(CommandLine options)
    {
        using var stop = new StopSignal();
        var context = RelayContext.Create(options.Seed ?? Random.Shared.Next());
        var registry = new ProxyRegistry(context);
        await using var app = Build(registry, await EndPointOf(options));
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is { } reason)
        {
            return await FailAsync($"cannot listen on {options.Host}:{options.Port}: {reason.Message}");
        }

        Console.WriteLine($"Toxiproxy {ServerEndpoints.Version} listening on {app.Urls.First()}");
        await stop.Received;

        // Open sockets die with the process: waiting for idle clients would only delay the exit.
        Environment.Exit(0);
        return 0;
    }

    private static WebApplication Build(ProxyRegistry registry, IPEndPoint endPoint)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endPoint);
        });
        var app = builder.Build();
        app.Run(new AdminApi(registry).HandleAsync);
        return app;
    }

    private static async Task<IPEndPoint> EndPointOf(CommandLine options) =>
        await new Address(options.Host, options.Port).ResolveAsync();

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }
}
