using System.Globalization;
using System.Reflection;

namespace Aspire.Hosting;

/// <summary>The regions of a level, the links between them, and the ports that it owns.</summary>
public sealed class World
{
    private readonly List<Region> regions = [];
    private readonly string kept;

    internal World(IDistributedApplicationBuilder builder)
    {
        Builder = builder;
        Latency = new LatencyTable(Option("latency") ?? "azure");
        Without = Option("without");
        KeepsData = Environment.GetCommandLineArgs().Contains("--keep-data");
        Level = Metadata("level") ?? builder.Environment.ApplicationName;
        var own = Metadata("portbase") ?? "20000";
        var ports = Option("portbase") ?? own;
        PortBase = int.TryParse(ports, CultureInfo.InvariantCulture, out var number) && number is >= 1_024 and <= 64_000
            ? number
            : throw new DistributedApplicationException(
                $"--portbase {ports}: it takes the first of a thousand ports, 1024 to 64000.");
        // A copy beside it has links of its own, whose ports its data may know.
        kept = $"/var/tmp/shop-{Level}{(ports == own ? "" : $"-{ports}")}";
        Wan = new Wan(this);
    }

    public IDistributedApplicationBuilder Builder { get; }

    /// <summary>The level's folder name.</summary>
    public string Level { get; }

    public LatencyTable Latency { get; }

    public Wan Wan { get; }

    public IReadOnlyList<Region> Regions => regions;

    /// <summary>
    /// The mechanism that this run does without (<c>--without NAME</c>), so that a demo's claim
    /// can be seen to fail; null in normal runs.
    /// </summary>
    public string? Without { get; }

    /// <summary>Whether databases survive the run (<c>--keep-data</c>).</summary>
    public bool KeepsData { get; }

    /// <summary>
    /// The first of the thousand ports that the level owns; <c>--portbase</c> moves it, for a second
    /// copy of the same level.
    /// </summary>
    public int PortBase { get; }

    /// <summary>The loopback port at an offset within the level's range.</summary>
    public int Port(int offset) => PortBase + offset;

    /// <summary>
    /// Where a resource may keep its data; gone with the run, unless <see cref="KeepsData"/>.
    /// </summary>
    public string DataFolder(string resource) => Path.Combine(KeepsData ? kept : RunDirectory.Path, resource);

    public RegionBuilder AddRegion(Region region)
    {
        regions.Add(region);
        return new RegionBuilder(this, region);
    }

    // The configuration takes what follows a flag like --keep-data for its value, even if that is
    // the next option.
    private string? Option(string name)
    {
        var arguments = Environment.GetCommandLineArgs();
        var at = Array.IndexOf(arguments, $"--{name}");
        return at < 0 ? Builder.Configuration[name] : arguments.ElementAtOrDefault(at + 1);
    }

    private string? Metadata(string key) =>
        Builder.AppHostAssembly?
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(attribute => attribute.Key == key)?
            .Value;
}
