using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Keeps the board true: looks at the whole world a few times a second. Looking costs microseconds,
/// and whatever changes the world, nobody has to remember to tell the page.
/// </summary>
internal sealed class Observer(
    World world,
    Entrances entrances,
    Faults faults,
    FrontDesk desk,
    IReadOnlyList<Demo> demos,
    IEnumerable<Switch> switches,
    IEnumerable<Counter> counters,
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    Board board,
    IServiceProvider services,
    TimeProvider? time = null) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly string run = Guid.NewGuid().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Describe();
        using var timer = new PeriodicTimer(Interval, clock);
        var started = clock.GetUtcNow() - faults.Elapsed;
        for (var look = 0; !stoppingToken.IsCancellationRequested; look++)
        {
            Look(started);
            if (look % 4 == 0)
            {
                await CountAsync(stoppingToken);
            }

            await timer.WaitForNextTickAsync(stoppingToken);
        }
    }

    /// <summary>States what does not change while the level runs.</summary>
    private void Describe()
    {
        foreach (var region in world.Regions.Union(entrances.Regions))
        {
            board.Put("region", region.Name, new RegionView(
                region.Name,
                region.City,
                region.Latitude,
                region.Longitude,
                HasShop: Placed().Any(resource => resource.Place()!.Region == region),
                HasShoppers: entrances.Regions.Contains(region)));
        }

        foreach (var (index, demo) in demos.Index())
        {
            board.Put("demo", demo.Name, new DemoView(
                index + 1, demo.Name, demo.Claim, demo.Say, demo.RestsOn));
        }
    }

    private void Look(DateTimeOffset started)
    {
        board.Put("level", "level", new LevelView(
            world.Level,
            run,
            $"http://localhost:{entrances.Page.Place()!.Port}",
            world.Latency.Name,
            world.Without,
            desk.Open.IsCompletedSuccessfully ? desk.Open.Result.Fleet.Workload.Seed : 0,
            started,
            desk.Open.IsCompletedSuccessfully));
        foreach (var link in world.Wan.Links)
        {
            board.Put("link", link.Name, View.Of(link, faults.IsFlapping(link), entrances));
        }

        foreach (var resource in model.Resources.Where(IsShown))
        {
            notifications.TryGetCurrentState(resource.Name, out var state);
            var view = View.Of(resource, state, faults.IsPaused(resource));
            board.Put("resource", resource.Name, view);
        }

        foreach (var one in switches)
        {
            var view = new SwitchView(one.Title, one.Options, one.Current(services));
            board.Put("switch", one.Name, view);
        }
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        foreach (var counter in counters)
        {
            var value = await counter.Read(services, cancellation);
            var view = new CounterView(counter.Unit, counter.IsBadAbove, value);
            board.Put("counter", counter.Name, view);
        }
    }

    // Processes, also those that belong to no region; no parameters and the like.
    private static bool IsShown(IResource resource) =>
        resource.Place() is not null || resource is ProjectResource or ExecutableResource;

    private IEnumerable<IResource> Placed() =>
        model.Resources.Where(one => one.Place() is not null);
}
