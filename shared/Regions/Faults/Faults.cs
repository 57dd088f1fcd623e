using System.Collections.Concurrent;

namespace Aspire.Hosting;

/// <summary>
/// Everything that can be broken in a running level, and the way back. Demos, the control room and
/// the resource commands all break the world through here, so that one restore mends it.
/// </summary>
public sealed class Faults(
    World world,
    DistributedApplicationModel model,
    Revival revival,
    TimeProvider? time = null)
{
    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly long start = (time ?? TimeProvider.System).GetTimestamp();
    private readonly ConcurrentQueue<FaultEvent> log = new();
    private readonly ConcurrentDictionary<string, bool> paused = new();
    private readonly Flaps flaps = new(world.Wan, time ?? TimeProvider.System);

    /// <summary>Raised after each fault and each restore.</summary>
    public event Action<FaultEvent>? Happened;

    public IReadOnlyCollection<FaultEvent> Log => log;

    /// <summary>Since the level's start: the clock of all <see cref="FaultEvent.At"/>.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    public bool IsPaused(IResource resource) => paused.ContainsKey(resource.Name);

    public bool IsFlapping(Link link) => flaps.Has(link);

    // "--without faults": the demos run, but nothing breaks. Their claims must then fail.
    private bool Dry => world.Without == "faults";

    /// <summary>Kills a process and its children without a warning (SIGKILL).</summary>
    public Task KillAsync(string name) =>
        BreakAsync(
            $"kill {name}",
            async () =>
            {
                await HitAsync(name, Processes.KillAsync);
                paused.TryRemove(name, out _);
            });

    /// <summary>Freezes a process (SIGSTOP): it accepts connections and never answers.</summary>
    public Task PauseAsync(string name) =>
        BreakAsync(
            $"pause {name}",
            async () =>
            {
                await HitAsync(name, Processes.PauseAsync);
                paused[name] = true;
            });

    /// <summary>Stops a process in an orderly way.</summary>
    public Task StopAsync(string name) =>
        BreakAsync(
            $"stop {name}",
            async () =>
            {
                await ThawAsync(name); // Who is frozen can't leave in an orderly way.
                await revival.StopAsync(Find(name));
            });

    /// <summary>Starts a process that was killed or stopped, and waits until it is healthy.</summary>
    public Task StartAsync(string name) =>
        DoAsync(
            "restore",
            $"start {name}",
            async () =>
            {
                await ThawAsync(name);
                await revival.ReviveAsync(Find(name));
            });

    /// <summary>Lets a frozen process go on.</summary>
    public Task ResumeAsync(string name) => DoAsync("restore", $"resume {name}", () => ThawAsync(name));

    /// <summary>Replaces a service's process by one of another release, and waits until it is healthy.</summary>
    public Task DeployAsync(string name, string release) =>
        Dry ? Task.CompletedTask : DoAsync(
            "deploy",
            $"deploy {release} to {name}",
            async () =>
            {
                await ThawAsync(name);
                await revival.ReplaceAsync(Find(name), release);
            });

    /// <summary>Gives a link another round trip.</summary>
    public Task SlowAsync(Link link, TimeSpan rtt) =>
        BreakAsync(
            $"slow {link.Name} to {rtt.TotalMilliseconds:0} ms",
            () => ChangeAsync(link, () => link.Slow(rtt)));

    /// <summary>Takes a link down.</summary>
    public Task CutAsync(Link link, Outage outage) =>
        BreakAsync(
            $"cut {link.Name} ({Words(outage)})",
            () => ChangeAsync(link, () => link.Cut(outage)));

    /// <summary>Takes a link down and up again, over and over, until it is mended.</summary>
    /// <param name="link">The link.</param>
    /// <param name="period">How long it stays down, and how long it then stays up.</param>
    public Task FlapAsync(Link link, TimeSpan period) =>
        BreakAsync(
            $"flap {link.Name} every {period.TotalSeconds:0.#} s",
            () => flaps.StartAsync(link, period));

    /// <summary>Brings one link back to its configured round trip.</summary>
    public Task MendAsync(Link link) =>
        DoAsync(
            "restore",
            $"mend {link.Name}",
            () => ChangeAsync(link, link.Restore));

    /// <summary>Cuts every link between two regions and leaves their processes alone.</summary>
    public async Task PartitionAsync(Region one, Region other, Outage outage)
    {
        foreach (var link in world.Wan.Links.Where(link => Joins(link, one, other)))
        {
            await CutAsync(link, outage);
        }
    }

    /// <summary>
    /// Takes a region: links from and to its services are cut and its processes killed. Its
    /// customers live on and can still reach other regions.
    /// </summary>
    public async Task LoseRegionAsync(Region region)
    {
        foreach (var link in world.Wan.Links.Where(link => DiesWith(link, region)))
        {
            await CutAsync(link, Outage.Refuse);
        }

        if (Dry)
        {
            return;
        }

        // All in the same moment. Spares that were never started die without a sound.
        var lost = Placed().Where(at => IsIn(at, region)).ToList();
        lost.ForEach(at => Tell("inject", $"kill {at.Name}"));
        await Processes.KillAsync([.. lost.Select(at => at.Place()!.Port)]);
        lost.ForEach(at => paused.TryRemove(at.Name, out _));
    }

    /// <summary>
    /// Brings everything back: links, frozen and dead processes, releases. Safe to call at any time;
    /// returns when every resource is healthy again.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A resource does not come back.</exception>
    public Task RestoreAsync() =>
        DoAsync(
            "restore",
            "restore the world",
            async () =>
            {
                foreach (var link in world.Wan.Links)
                {
                    await ChangeAsync(link, link.Restore);
                }

                await Task.WhenAll(paused.Keys.Select(ThawAsync));
                await Task.WhenAll(Placed().Where(IsStartedByHand).Select(revival.RestAsync));
                await revival.ReviveAllAsync(Placed().Where(at => !IsStartedByHand(at)));
            });

    // A fault that hits nothing must not look like one that customers survived.
    private async Task HitAsync(string name, Func<int, Task<bool>> signal)
    {
        if (!await signal(Port(name)))
        {
            throw new DistributedApplicationException(
                $"{name} is not running: nothing listens on port {Port(name)}.");
        }
    }

    private async Task ThawAsync(string name)
    {
        if (paused.TryRemove(name, out _))
        {
            await Processes.ResumeAsync(Port(name));
        }
    }

    private async Task ChangeAsync(Link link, Action change)
    {
        await flaps.StopAsync(link);
        await world.Wan.ChangeAsync(change, CancellationToken.None);
    }

    private Task BreakAsync(string what, Func<Task> act) =>
        Dry ? Task.CompletedTask : DoAsync("inject", what, act);

    private Task DoAsync(string kind, string what, Func<Task> act)
    {
        Tell(kind, what);
        return act();
    }

    private void Tell(string kind, string what)
    {
        var happened = new FaultEvent(Elapsed, kind, what);
        log.Enqueue(happened);
        Happened?.Invoke(happened);
    }

    private IResource Find(string name) =>
        model.Resources.FirstOrDefault(resource => resource.Name == name)
        ?? throw new DistributedApplicationException(
            $"There is no resource '{name}'; there are "
            + string.Join(", ", Placed().Select(resource => resource.Name)) + ".");

    private int Port(string name) => Find(name).Place()!.Port;

    private IEnumerable<IResource> Placed() => model.Resources.Where(at => at.Place() is not null);

    private static bool IsStartedByHand(IResource resource) =>
        resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private static bool IsIn(IResource resource, Region region) => resource.Place()!.Region == region;

    private static bool DiesWith(Link link, Region region) =>
        IsIn(link.To, region) || (link.From == region && !link.IsCustomers);

    private static bool Joins(Link link, Region one, Region other) =>
        (link.From == one && IsIn(link.To, other)) || (link.From == other && IsIn(link.To, one));

    private static string Words(Outage outage) =>
        outage == Outage.BlackHole ? "black hole" : outage.ToString().ToLowerInvariant();
}
