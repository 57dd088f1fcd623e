namespace Aspire.Hosting;

/// <summary>Stops, replaces and brings back a level's processes, by way of the orchestrator.</summary>
public sealed class Revival(
    ResourceCommandService commands,
    ResourceNotificationService notifications,
    HealthProbe health,
    TimeProvider? time = null)
{
    private static readonly IReadOnlyList<string> Startable =
        [KnownResourceStates.NotStarted, .. KnownResourceStates.TerminalStates];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    // No more: a database may be back only once the agent beside it has repaired it.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly TimeProvider clock = time ?? TimeProvider.System;

    /// <summary>Stops a process in an orderly way.</summary>
    /// <exception cref="DistributedApplicationException">The orchestrator refuses.</exception>
    public Task StopAsync(IResource resource) => CommandAsync(resource, KnownResourceCommands.StopCommand);

    /// <summary>Stops a process if it runs: a spare whose turn is over.</summary>
    public Task RestAsync(IResource resource) =>
        // Healthy or not: one that waits for the others to let it in would come in later.
        Processes.Listens(resource.Place()!.Port) ? StopAsync(resource) : Task.CompletedTask;

    /// <summary>Starts another release in a process's place; returns when it is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It is not within 60 s.</exception>
    public async Task ReplaceAsync(IResource resource, string release)
    {
        resource.Release()!.Current = release;
        await CommandAsync(resource, KnownResourceCommands.RestartCommand);
        await health.WaitAsync(resource, StartLimit, CancellationToken.None);
    }

    /// <summary>
    /// Brings processes back, each as soon as those are there that it waits for: nothing starts
    /// beside a dead database, and nobody waits for one that isn't his. Data come first, with those
    /// who look after them: where a whole region starts at once, all others can wait for them better
    /// than they can wait for a share of the processor.
    /// </summary>
    /// <exception cref="DistributedApplicationException">One is not healthy within 60 s.</exception>
    public async Task ReviveAllAsync(IEnumerable<IResource> resources)
    {
        var all = resources.ToList();
        var back = new Dictionary<IResource, Task>();
        var data = Task.WhenAll(all.Where(IsNearData).Select(Back).ToList());
        await Task.WhenAny(data, Task.Delay(HeadStart, clock));
        await Task.WhenAll(all.Select(Back));

        Task Back(IResource one) => back.TryGetValue(one, out var known) ? known : back[one] = InTurnAsync(one);

        async Task InTurnAsync(IResource one)
        {
            await Task.WhenAll(Awaited(one).Where(all.Contains).Select(Back));
            await ReviveAsync(one);
        }
    }

    /// <summary>Brings a process back, in its first release; returns when it is healthy.</summary>
    /// <exception cref="DistributedApplicationException">It is not within 60 s.</exception>
    public async Task ReviveAsync(IResource resource)
    {
        if (resource.Release() is { } release && release.Current != release.First)
        {
            release.Current = release.First;
            await StopAsync(resource);
        }

        if (await health.IsHealthyAsync(resource, CancellationToken.None))
        {
            return;
        }

        // A process that runs may be unhealthy because another one is down, which is being revived.
        if (await EndsAsync(resource.Place()!.Port) && await IsGoneAsync(resource))
        {
            await CommandAsync(resource, KnownResourceCommands.StartCommand);
        }

        await health.WaitAsync(resource, StartLimit, CancellationToken.None);
    }

    // Databases and the like, and services that ask nothing else.
    private static bool IsNearData(IResource resource) =>
        resource is not ProjectResource
        || (resource.Annotations.OfType<ResourceRelationshipAnnotation>().ToList() is { Count: > 0 } asked
            && asked.All(one => one.Resource is not ProjectResource));

    private static IEnumerable<IResource> Awaited(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);

    // What was killed a moment ago may still hold its port.
    private async Task<bool> EndsAsync(int port)
    {
        for (var waited = TimeSpan.Zero; waited < EndLimit; waited += Glance)
        {
            if (!Processes.Listens(port))
            {
                return true;
            }

            await Task.Delay(Glance, clock);
        }

        return false;
    }

    // A database that its agent rewinds listens to nobody for a while, and is back by itself.
    private async Task<bool> IsGoneAsync(IResource resource)
    {
        using var enough = new CancellationTokenSource(StartLimit);
        var gone = notifications.WaitForResourceAsync(resource.Name, Startable, enough.Token);
        var back = health.WaitAsync(resource, StartLimit, enough.Token);
        var first = await Task.WhenAny(gone, back);
        await enough.CancelAsync();
        return first == gone;
    }

    // The orchestrator needs a moment to see that a killed process is gone, and refuses to start
    // what it believes to be running.
    private async Task CommandAsync(IResource resource, string command)
    {
        if (command == KnownResourceCommands.StartCommand)
        {
            await notifications
                .WaitForResourceAsync(resource.Name, Startable)
                .WaitAsync(StartLimit);
        }

        var result = await commands.ExecuteCommandAsync(resource, command);
        if (!result.Success)
        {
            throw new DistributedApplicationException($"{command} {resource.Name}: {result.Message}");
        }
    }
}
