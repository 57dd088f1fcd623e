using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Serves the page, its events and its orders from within the AppHost's process.</summary>
internal sealed class ControlRoom(
    World world,
    Board board,
    Commands commands,
    Page page,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Where it listens, as an offset into the level's ports.</summary>
    public const int PortOffset = 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var application = Build(world.Port(PortOffset));
        try
        {
            await application.StartAsync(stoppingToken);
        }
        catch (IOException taken)
        {
            await Console.Error.WriteLineAsync($"The control room cannot open: {taken.Message}");
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            return;
        }

        await Task.Delay(Timeout.Infinite, stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        board.Close();
        // A browser that doesn't let go must not hold up the end of the level.
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await application.StopAsync(patience.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>
    /// An empty builder and request delegates instead of the usual ones: no configuration files,
    /// no generated code, so that the page costs the level's start next to nothing.
    /// </summary>
    internal WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var application = builder.Build();
        application.Use(new Guard(port).InvokeAsync);
        application.MapControlRoom(board, commands, page);
        return application;
    }

    /// <summary>Signals are the level's to handle, and it stops this server.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
