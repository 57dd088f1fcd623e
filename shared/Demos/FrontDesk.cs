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
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<ShopUnderTest> open =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Fleet fleet =
        new(entrances.ForFleet(), new Workload { Rate = 4 }, entrances.Options);

    /// <summary>Ends when the first purchase was made, or fails with what went wrong.</summary>
    public Task<ShopUnderTest> Open => open.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await world.Wan.OpenAllAsync(stoppingToken);
            foreach (var resource in model.Resources.Where(IsAwaited))
            {
                await notifications.WaitForResourceHealthyAsync(resource.Name, stoppingToken);
            }

            if (entrances.Names is { } names)
            {
                await names.SettleAsync(entrances.Regions, stoppingToken);
            }

            await PatientlyAsync(() => fleet.FirstPurchaseAsync(stoppingToken), stoppingToken);
            Announce(DateTime.Now - Process.GetCurrentProcess().StartTime);
            await PatientlyAsync(() => fleet.StartAsync(stoppingToken), stoppingToken);
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
            await FailAsync(reason, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await fleet.DisposeAsync();
        await base.StopAsync(cancellationToken);
    }

    // On a very busy machine services that are healthy may still be too slow to serve.
    private static async Task PatientlyAsync(Func<Task> act, CancellationToken stopping)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, stopping))
        {
            try
            {
                await act();
                return;
            }
            catch (ShopperException) when (Stopwatch.GetElapsedTime(start) < WarmUp)
            {
                // Tried again; what fails last is said.
            }
        }
    }

    // What is started by hand, if at all, is not waited for.
    private static bool IsAwaited(IResource resource) =>
        resource.Place() is not null && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    // Ctrl+C reaches the services, too: their end is no failure if ours follows.
    private async Task FailAsync(Exception reason, CancellationToken stopping)
    {
        await Task.Delay(Grace, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        Console.Error.WriteLine($"{world.Level} does not open: {reason.Message}");
        Environment.ExitCode = 1;
        services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    private void Announce(TimeSpan took)
    {
        var build = Environment.GetEnvironmentVariable("BUILD_SECONDS") is { } seconds
            ? $", {seconds} s of it to build"
            : "";
        Console.WriteLine(
            $"{world.Level} is ready in {took.TotalSeconds:0.0} s{build} (first purchase done)");
        Say("control room", $"{Local(world.Port(0))}");
        Say("shop", $"{Local(entrances.Page.Place()!.Port)}");
        foreach (var entrance in entrances.All)
        {
            var distance = $"as from {entrance.Region.City}, {entrance.Page.Rtt.TotalMilliseconds:0} ms away";
            Say("", $"{Local(entrance.Page.Port)}  {distance}");
        }

        if (entrances.Names is { } names)
        {
            Say("name server", names.Dig(entrances.Regions[^1]));
        }

        Say("API", $"{Local(entrances.Api.Place()!.Port)}/api/products");
        Console.WriteLine("Ctrl+C stops it. With 'demo' it lists what can be broken.");
    }

    private static void Say(string what, string where) => Console.WriteLine($"  {what,-12}  {where}");

    private static string Local(int port) => $"http://localhost:{port}";
}
