using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Plays the demo that the command line asks for, then ends the level.</summary>
internal sealed class DemoHost(
    DemoCommand command,
    FrontDesk desk,
    DemoRunner runner,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (command.Demo is null)
        {
            return;
        }

        try
        {
            await desk.Open.WaitAsync(stoppingToken);
            Environment.ExitCode = await PlayAsync(command.Demo, stoppingToken);
        }
        catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
        {
            // The demo's own code may throw anything; the room sees one line.
            Console.Error.WriteLine($"demo {command.Demo.Name} broke off: {reason.Message}");
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<int> PlayAsync(Demo demo, CancellationToken cancellation)
    {
        DemoPrinter.Begin(demo);
        var report = await runner.RunAsync(demo, new DemoPrinter.Live(), cancellation);
        DemoPrinter.End(demo, report);
        if (command.JsonFile is { } file)
        {
            await File.WriteAllTextAsync(file, report.ToJson(), cancellation);
        }

        return report.Held ? 0 : 1;
    }
}
