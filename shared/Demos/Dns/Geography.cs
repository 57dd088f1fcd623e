using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>
/// What a name server has to know of the world: the sites with their public addresses, the
/// customers of each region with their networks, and the ways between them.
/// </summary>
internal sealed class Geography(World world, GeoDnsOptions options, IReadOnlyList<IResource> sites)
{
    // Networks that are set aside for examples: no customer of a real shop lives there.
    private static readonly Dictionary<Region, string> Networks = new()
    {
        [Region.UsEast] = "198.51.100.0/24",
        [Region.EuWest] = "203.0.113.0/24",
        [Region.ApSoutheast] = "192.0.2.0/24",
    };

    public GeoDnsOptions Options => options;

    public IReadOnlyList<IResource> Sites => sites;

    /// <summary>Where a region's site is for all the world; the third number is the region's.</summary>
    public static IPAddress PublicAddress(Region region) =>
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.{Number(region)}.1"));

    /// <summary>The network that stands for a region's customers, for example 192.0.2.0/24.</summary>
    public static IPNetwork Network(Region region) => IPNetwork.Parse(Networks[region]);

    /// <summary>The customers' way from a region to a site.</summary>
    public Link Way(Region from, IResource site) => world.LinkShoppers(from, site);

    /// <summary>The customers' way to the site in their own region, or to the first one.</summary>
    public Link HomeWay(Region from) =>
        Way(from, sites.FirstOrDefault(site => Home(site) == from) ?? sites[0]);

    /// <summary>The customers' way from a region to a public address, or null if nobody is there.</summary>
    public Link? Way(Region from, IPAddress to) =>
        sites.FirstOrDefault(site => PublicAddress(Home(site)).Equals(to)) is { } site
            ? Way(from, site)
            : null;

    /// <summary>Opens all ways between customers and sites.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var region in world.Regions)
        {
            foreach (var site in sites)
            {
                await world.Wan.OpenAsync(Way(region, site), cancellation);
            }
        }
    }

    /// <summary>All of it in the form that the name server reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        zone = options.Zone,
        ttl = (int)options.Ttl.TotalSeconds,
        policy = options.Policy,
        checkSeconds = options.Check.TotalSeconds,
        sites = sites.Select(site => new
        {
            region = Home(site).Name,
            address = PublicAddress(Home(site)).ToString(),
            latitude = Home(site).Latitude,
            longitude = Home(site).Longitude,
            weight = 1,
        }),
        views = world.Regions.Select(region => new
        {
            region = region.Name,
            subnets = new[]
            {
                Networks[region],
                string.Create(CultureInfo.InvariantCulture, $"127.0.{Number(region)}.0/24"),
            },
            latitude = region.Latitude,
            longitude = region.Longitude,
            probes = sites.ToDictionary(
                site => Home(site).Name,
                site => $"http://{Way(region, site).Address}/health"),
        }),
    });

    private static Region Home(IResource site) => site.Place()!.Region;

    private static int Number(Region region) => 1 + Region.All.ToList().IndexOf(region);
}
