using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>What the page can order. Each order is answered when it has been carried out.</summary>
internal sealed class Commands(
    World world,
    Faults faults,
    Director director,
    LogBook log,
    DistributedApplicationModel model,
    ResourceCommandService resourceCommands,
    IReadOnlyList<Demo> demos,
    IEnumerable<Switch> switches,
    IServiceProvider services)
{
    private static readonly TimeSpan FlapPeriod = TimeSpan.FromSeconds(1);

    public Task<IResult> PlayAsync(string name) =>
        Task.FromResult<IResult>(demos.FirstOrDefault(demo => demo.Name == name) is not { } demo
            ? Refusal.Unknown("demo", name)
            : director.TryPlay(demo) ? TypedResults.Accepted((string?)null) : Refusal.Busy());

    public async Task<IResult> StopAsync()
    {
        await director.StopAsync();
        return TypedResults.NoContent();
    }

    public async Task<IResult> ResetAsync()
    {
        await director.ResetAsync();
        return TypedResults.NoContent();
    }

    public async Task<IResult> ResourceAsync(string name, string command)
    {
        if (model.Resources.FirstOrDefault(one => one.Name == name) is not { } resource
            || resource.Place() is null)
        {
            return Refusal.Unknown("process", name);
        }

        return command switch
        {
            "start" => await ByHandAsync(() => faults.StartAsync(name)),
            "stop" => await ByHandAsync(() => faults.StopAsync(name)),
            _ => await ByHandAsync(() => ExecuteAsync(resource, command)),
        };
    }

    /// <param name="name">The link's.</param>
    /// <param name="fault">slow, flap, mend, or the way in which it shall be down.</param>
    /// <param name="milliseconds">The round trip of a slow link, 1 to 60,000.</param>
    public async Task<IResult> LinkAsync(string name, string fault, string? milliseconds)
    {
        if (world.Wan.Links.FirstOrDefault(one => one.Name == name) is not { } link)
        {
            return Refusal.Unknown("link", name);
        }

        return fault switch
        {
            "slow" => Rtt(milliseconds) is { } rtt
                ? await ByHandAsync(() => faults.SlowAsync(link, rtt))
                : Refusal.Bad("ms", "a round trip in milliseconds, 1 to 60000"),
            "flap" => await ByHandAsync(() => faults.FlapAsync(link, FlapPeriod)),
            "mend" => await ByHandAsync(() => faults.MendAsync(link)),
            _ => Outages.Of(fault) is { } outage
                ? await ByHandAsync(() => faults.CutAsync(link, outage))
                : Refusal.Bad("fault", "slow, refuse, black-hole, reset, flap or mend"),
        };
    }

    public Task<IResult> LoseRegionAsync(string name) =>
        Find(name) is { } region
            ? ByHandAsync(() => faults.LoseRegionAsync(region))
            : Task.FromResult<IResult>(Refusal.Unknown("region", name));

    public Task<IResult> PartitionAsync(string name, string? other, string? outage)
    {
        if (Find(name) is not { } one || Find(other) is not { } two)
        {
            return Task.FromResult<IResult>(Refusal.Unknown("region", $"{name} or {other}"));
        }

        var how = Outages.Of(outage) ?? Outage.BlackHole;
        return ByHandAsync(() => faults.PartitionAsync(one, two, how));
    }

    public Task<IResult> SwitchAsync(string name, string? to)
    {
        if (switches.FirstOrDefault(one => one.Name == name) is not { } found)
        {
            return Task.FromResult<IResult>(Refusal.Unknown("switch", name));
        }

        return to is null || !found.Options.Contains(to)
            ? Task.FromResult<IResult>(Refusal.Bad("to", string.Join(", ", found.Options)))
            : ByHandAsync(() => ChooseAsync(found, to));
    }

    /// <summary>Does something by hand, unless it would falsify a demo.</summary>
    private async Task<IResult> ByHandAsync(Func<Task> act)
    {
        if (director.IsBusy)
        {
            return Refusal.Busy();
        }

        try
        {
            await act();
            return TypedResults.NoContent();
        }
        catch (Exception reason)
        {
            // Faults reach processes, proxies and the level's own code: anything may come.
            return Refusal.Failed(reason.Message);
        }
    }

    private Task ChooseAsync(Switch found, string to)
    {
        log.Add("switch", $"{found.Title}: {to}");
        return found.Choose(services, to);
    }

    // What goes through Faults is logged there.
    private async Task ExecuteAsync(IResource resource, string command)
    {
        var logged = faults.Log.Count;
        var result = await resourceCommands.ExecuteCommandAsync(resource, command);
        if (!result.Success)
        {
            throw new DistributedApplicationException(
                result.Message ?? $"{command} {resource.Name} failed");
        }

        if (faults.Log.Count == logged)
        {
            log.Add("command", $"{command} {resource.Name}");
        }
    }

    private Region? Find(string? name) =>
        Region.All.Union(world.Regions).FirstOrDefault(region => region.Name == name);

    private static TimeSpan? Rtt(string? milliseconds) =>
        int.TryParse(milliseconds, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= 60_000
            ? TimeSpan.FromMilliseconds(number)
            : null;
}
