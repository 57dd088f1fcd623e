using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Plays what the command line asks for, then ends the level.</summary>
internal sealed class DemoHost(
    DemoCommand command,
    FrontDesk desk,
    DemoRunner runner,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    private string What => command.Demo is { } demo ? $"demo {demo.Name}" : "scorecard";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (command is { Demo: null, Standard: null })
        {
            return;
        }

        try
        {
            var shop = await desk.Open.WaitAsync(stoppingToken);
            Environment.ExitCode = command.Demo is { } demo
                ? await PlayAsync(shop, demo, stoppingToken)
                : await MeasureAsync(shop, command.Standard!, stoppingToken);
        }
        catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
        {
            // The demo's own code may throw anything; the room sees one line.
            Console.Error.WriteLine($"{What} broke off: {reason.Message}");
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<int> MeasureAsync(
        ShopUnderTest shop,
        StandardLength length,
        CancellationToken cancellation)
    {
        var run = new StandardRun(shop, runner.Demos, length, Say, cancellation);
        var measure = await run.RunAsync();
        if (command.JsonFile is { } file)
        {
            await File.WriteAllTextAsync(file, measure.ToJson(), cancellation);
        }

        return 0;

        static void Say(string line) => Console.WriteLine($"scorecard: {line}");
    }

    private async Task<int> PlayAsync(ShopUnderTest shop, Demo demo, CancellationToken cancellation)
    {
        DemoPrinter.Begin(demo);
        var report = await runner.RunAsync(demo, new DemoPrinter.Live(), cancellation);
        DemoPrinter.End(demo, report);
        if (command.JsonFile is { } file)
        {
            await File.WriteAllTextAsync(file, report.ToJson(), cancellation);
        }

        if (command.Write)
        {
            Console.WriteLine(await MeasuredTable.WriteAsync(shop.World.Builder.AppHostDirectory, report));
        }

        return report.Held ? 0 : 1;
    }
}
