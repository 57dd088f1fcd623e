using System.Net;
using System.Net.Sockets;
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
        var events = new Events();
        var registry = new ProxyRegistry(context, events);
        var commands = new ProxyCommands(registry, events);
        if (options.Config is { } file && await ConfigFile.ApplyAsync(file, commands) is { } wrong)
        {
            return await FailAsync(wrong);
        }

        var api = new AdminApi(registry, commands, events, options);
        if (await StartAsync(api, options) is { } reason)
        {
            return await FailAsync($"cannot listen on {options.Host}:{options.Port}: {reason}");
        }

        await stop.Received;

        // Open sockets end with the process: waiting for idle clients would only delay the exit.
        return 0;
    }

    /// <summary>Starts the admin API. Returns what went wrong, or null.</summary>
    private static async Task<string?> StartAsync(AdminApi api, CommandLine options)
    {
        try
        {
            var endPoint = (await new Address(options.Host, options.Port).ResolveAsync())[0];
            var app = Build(api, endPoint);
            await app.StartAsync();
            var url = app.Urls.First();
            Console.WriteLine($"Toxiproxy {ServerEndpoints.Version} listening on {url}");
            return null;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return e.Message;
        }
    }

    private static WebApplication Build(AdminApi api, IPEndPoint endPoint)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endPoint);
        });
        var app = builder.Build();
        app.Run(api.HandleAsync);
        return app;
    }

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return 1;
    }
}
