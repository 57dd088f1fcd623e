using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Opens the shop: links first, then everything healthy, then one real purchase, then shoppers at
/// a gentle rate. Prints the addresses once a customer has bought something.
/// </summary>
public sealed class FrontDesk(
    World world,
    Entrances entrances,
    Faults faults,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    IServiceProvider services) : BackgroundService
{
    private readonly TaskCompletionSource<ShopUnderTest> open =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Fleet fleet = new(entrances.ForFleet(), new Workload { Rate = 4 });

    /// <summary>Ends when the first purchase was made, or fails with what went wrong.</summary>
    public Task<ShopUnderTest> Open => open.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await world.Wan.OpenAllAsync(stoppingToken);
            foreach (var resource in model.Resources.Where(resource => resource.Place() is not null))
            {
                await notifications.WaitForResourceHealthyAsync(resource.Name, stoppingToken);
            }

            await fleet.FirstPurchaseAsync(stoppingToken);
            Announce(DateTime.Now - Process.GetCurrentProcess().StartTime);
            await fleet.StartAsync(stoppingToken);
            open.SetResult(new ShopUnderTest(
                world,
                faults,
                fleet,
                entrances.Regions,
                new Uri($"http://127.0.0.1:{entrances.Api.Place()!.Port}"),
                services));
        }
        catch (Exception reason) when (open.TrySetException(reason))
        {
            // Whoever waits for the shop to open is told why it doesn't.
            if (!stoppingToken.IsCancellationRequested)
            {
                Fail(reason);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await fleet.DisposeAsync();
        await base.StopAsync(cancellationToken);
    }

    private void Fail(Exception reason)
    {
        Console.Error.WriteLine($"{world.Level} does not open: {reason.Message}");
        Environment.ExitCode = 1;
        services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    private void Announce(TimeSpan took)
    {
        Console.WriteLine($"{world.Level} is ready in {took.TotalSeconds:0.0} s (first purchase done)");
        Console.WriteLine($"  control room   http://localhost:{world.Port(0)}");
        Console.WriteLine($"  shop   http://localhost:{entrances.Page.Place()!.Port}");
        Console.WriteLine($"  api    http://localhost:{entrances.Api.Place()!.Port}/api/products");
        foreach (var entrance in entrances.All)
        {
            Console.WriteLine(
                $"  shop   {entrance.PageUrl.GetLeftPart(UriPartial.Authority)}  "
                + $"as from {entrance.Region.City} ({entrance.Page.Rtt.TotalMilliseconds:0} ms away)");
        }

        Console.WriteLine("Ctrl+C stops it. 'demo' on the command line lists what can be broken.");
    }
}
