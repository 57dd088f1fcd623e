using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>
/// Keeps the board true: looks at the whole world a few times a second. Looking costs microseconds,
/// and whatever changes the world, nobody has to remember to tell the page. While nobody watches, it
/// looks once a second and asks nobody for counts: what is measured then is the shop alone.
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
    private const int LooksUnwatched = 4; // One of so many.

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly string run = Guid.NewGuid().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Describe();
        return Task.WhenAll(LookAsync(stoppingToken), CountAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var started = clock.GetUtcNow() - faults.Elapsed;
        var tick = 0;
        do
        {
            if (board.IsWatched || tick % LooksUnwatched == 0)
            {
                Look(started);
            }

            tick++;
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    // Beside the looking: who is asked may be frozen, and the page must show that at once.
    private async Task CountAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Second, clock);
        do
        {
            if (!board.IsWatched)
            {
                continue;
            }

            var values = await Task.WhenAll(counters.Select(one => ReadAsync(one, stopping)));
            foreach (var (counter, value) in counters.Zip(values))
            {
                var view = new CounterView(counter.Unit, counter.IsBadAbove, value);
                board.Put("counter", counter.Name, view);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task<double?> ReadAsync(Counter counter, CancellationToken stopping)
    {
        try
        {
            return await counter.Read(services, stopping);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // The level's own code, which asks what may be dead in any way: nothing is known then.
            return null;
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
            if (state?.Snapshot.IsHidden == true)
            {
                continue;
            }

            var view = View.Of(resource, state, faults.IsPaused(resource));
            board.Put("resource", resource.Name, view);
        }

        foreach (var one in switches)
        {
            var view = new SwitchView(one.Title, one.Options, one.Current(services));
            board.Put("switch", one.Name, view);
        }
    }

    // Processes, also those that belong to no region; no parameters and the like.
    private static bool IsShown(IResource resource) =>
        resource.Place() is not null || resource is ProjectResource or ExecutableResource;

    private IEnumerable<IResource> Placed() =>
        model.Resources.Where(one => one.Place() is not null);
}
