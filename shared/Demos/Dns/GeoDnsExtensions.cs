using System.Globalization;
using System.Net.Sockets;

namespace Aspire.Hosting;

public static class GeoDnsExtensions
{
    /// <summary>
    /// Adds the shop's name server. It tells the customers of each region which of the sites is
    /// theirs, and asks each site, along the ways that those customers take, whether it still
    /// serves. It stands everywhere at once (anycast) and dies with no region.
    /// </summary>
    /// <typeparam name="TServer">The name server's project.</typeparam>
    /// <param name="world">The level's world.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">
    /// Where it answers by UDP and TCP, as an offset into the level's ports; by HTTP at the next one.
    /// </param>
    /// <param name="options">How it decides, and how long its answers hold.</param>
    /// <param name="sites">
    /// What the answers lead to, one in each region. Each is told its region's public address
    /// (<c>PUBLIC_URL</c>).
    /// </param>
    public static IResourceBuilder<ProjectResource> AddGeoDns<TServer>(
        this World world,
        string name,
        int port,
        GeoDnsOptions options,
        params IReadOnlyList<IResourceBuilder<ProjectResource>> sites)
        where TServer : IProjectMetadata, new()
    {
        var geography = new Geography(world, options, [.. sites.Select(site => site.Resource)]);
        foreach (var site in sites)
        {
            site.WithEnvironment("PUBLIC_URL", PublicUrl(site.Resource, world.Port(1)));
        }

        var server = world.Builder.AddProject<TServer>(name)
            .WithHttpEndpoint(port: world.Port(port + 1), isProxied: false)
            .WithHttpHealthCheck("/health")
            .WithEndpoint(world.Port(port), scheme: "udp", isProxied: false, protocol: ProtocolType.Udp)
            .WithEndpoint(world.Port(port), scheme: "tcp", isProxied: false)
            .WithEnvironment("DNS_PORT", world.Port(port).ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("REGION", "all")
            .WithEnvironment("INSTANCE", name)
            .WithEnvironment("WITHOUT", world.Without)
            .WithEnvironment(async context =>
            {
                // It asks the sites from its first moment on.
                await geography.OpenAsync(context.CancellationToken);
                context.EnvironmentVariables["GEODNS"] = geography.ToJson();
            })
            .WithAnnotation(new ReleaseAnnotation("v1"))
            .WithAnnotation(new NameServerAnnotation(geography, world.Port(port)));
        return server;
    }

    // As if the internet led it there. Not every platform has more than one loopback address.
    private static string PublicUrl(IResource site, int port) => OperatingSystem.IsLinux()
        ? $"http://{Geography.PublicAddress(site.Place()!.Region)}:{port}"
        : "";
}

/// <summary>How a level's name server decides.</summary>
public sealed record GeoDnsOptions
{
    /// <summary>The shop's name.</summary>
    public string Zone { get; init; } = "shop.test";

    /// <summary>
    /// With which policy it starts: <c>geolocation</c>, <c>latency</c>, <c>weighted</c>,
    /// <c>failover</c> or <c>multivalue</c>.
    /// </summary>
    public string Policy { get; init; } = "geolocation";

    /// <summary>How long an answer holds. Customers of a site that is lost wait for its end.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two checks of a site.</summary>
    public TimeSpan Check { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>That a resource answers for the shop's name, and where.</summary>
internal sealed record NameServerAnnotation(Geography Geography, int Port) : IResourceAnnotation;
