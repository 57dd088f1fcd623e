using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aspire.Hosting;

/// <summary>
/// Understands what the page can order, before anything is done: <c>links/NAME/slow?ms=500</c>.
/// A log that is to be replayed is written in the same words.
/// </summary>
internal sealed class Orders(
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

    /// <summary>What an order comes to in this level.</summary>
    /// <param name="order">What follows <c>/api/</c>, with its query.</param>
    public Deed Understand(string order)
    {
        var (path, query) = Split(order);
        return path.Split('/') switch
        {
            ["demos", var name] => Play(name),
            ["stop"] => new(director.StopAsync) { Interrupts = true },
            ["reset"] => new(director.ResetAsync) { Interrupts = true },
            ["resources", var name, var command] => Command(name, command),
            ["links", var name, var fault] => Break(name, fault, query("ms")),
            ["regions", var name, "lose"] => Lose(name),
            ["regions", var name, "partition"] => Partition(name, query("from"), query("outage")),
            ["switches", var name] => Choose(name, query("to")),
            _ => new(Refusal: Refusal.Unknown("order", path)),
        };
    }

    private static (string Path, Func<string, string?> Query) Split(string order)
    {
        var parts = order.Split('?', 2);
        var words = QueryHelpers.ParseQuery(parts.ElementAtOrDefault(1));
        return (parts[0], name => words.TryGetValue(name, out var value) ? (string?)value : null);
    }

    private Deed Play(string name) =>
        demos.FirstOrDefault(demo => demo.Name == name) is { } demo
            ? new(Demo: demo)
            : new(Refusal: Refusal.Unknown("demo", name));

    private Deed Command(string name, string command)
    {
        var resource = model.Resources.FirstOrDefault(one => one.Name == name);
        return command switch
        {
            _ when resource?.Place() is null => new(Refusal: Refusal.Unknown("process", name)),
            "start" => new(() => faults.StartAsync(name)),
            "stop" => new(() => faults.StopAsync(name)),
            _ when !Has(resource, command) =>
                new(Refusal: Refusal.Unknown("command", $"{command} {name}")),
            _ => new(() => ExecuteAsync(resource, command)),
        };
    }

    private static bool Has(IResource resource, string command) =>
        resource.Annotations.OfType<ResourceCommandAnnotation>().Any(one => one.Name == command);

    /// <param name="name">The link's.</param>
    /// <param name="fault">slow, flap, mend, or the way in which it shall be down.</param>
    /// <param name="milliseconds">The round trip of a slow link, 1 to 60,000.</param>
    private Deed Break(string name, string fault, string? milliseconds)
    {
        var link = world.Wan.Links.FirstOrDefault(one => one.Name == name);
        return fault switch
        {
            _ when link is null => new(Refusal: Refusal.Unknown("link", name)),
            "slow" => Rtt(milliseconds) is { } rtt
                ? new(() => faults.SlowAsync(link, rtt))
                : new(Refusal: Refusal.Bad("ms", "a round trip in milliseconds, 1 to 60000")),
            "flap" => new(() => faults.FlapAsync(link, FlapPeriod)),
            "mend" => new(() => faults.MendAsync(link)),
            _ => Outages.Of(fault) is { } outage
                ? new(() => faults.CutAsync(link, outage))
                : new(Refusal: Refusal.Bad(
                    "fault", "slow, refuse, black-hole, reset, flap or mend")),
        };
    }

    private Deed Lose(string name) =>
        Find(name) is { } region
            ? new(() => faults.LoseRegionAsync(region))
            : new(Refusal: Refusal.Unknown("region", name));

    private Deed Partition(string name, string? other, string? outage) =>
        Find(name) is { } one && Find(other) is { } two
            ? new(() => faults.PartitionAsync(one, two, Outages.Of(outage) ?? Outage.BlackHole))
            : new(Refusal: Refusal.Unknown("region", $"{name} or {other}"));

    private Deed Choose(string name, string? to)
    {
        if (switches.FirstOrDefault(one => one.Name == name) is not { } found)
        {
            return new(Refusal: Refusal.Unknown("switch", name));
        }

        return to is null || !found.Options.Contains(to)
            ? new(Refusal: Refusal.Bad("to", string.Join(", ", found.Options)))
            : new(() =>
            {
                log.Add("switch", $"{found.Title}: {to}");
                return found.Choose(services, to);
            });
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
