using System.Text.Json;

namespace Aspire.Hosting;

public static class ShoppersExtensions
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Adds shoppers in some regions. Each region reaches the shop through links of its own, which
    /// cost a last mile even where the shop is next door.
    /// </summary>
    /// <param name="world">The level's world.</param>
    /// <param name="from">Where shoppers live.</param>
    /// <param name="api">What answers under <c>/api</c>.</param>
    /// <param name="page">What serves the storefront and its images.</param>
    /// <param name="storefronts">What <paramref name="page"/> passes on, if it doesn't draw it itself.</param>
    public static World AddShoppers(
        this World world,
        IReadOnlyList<Region> from,
        IResourceBuilder<ProjectResource> api,
        IResourceBuilder<ProjectResource> page,
        params IReadOnlyList<IResourceBuilder<ProjectResource>> storefronts)
    {
        var entrances = from
            .Select(region => new ShopEntrance(
                region,
                world.LinkShoppers(region, page.Resource),
                world.LinkShoppers(region, api.Resource)))
            .ToList();
        foreach (var storefront in storefronts.DefaultIfEmpty(page))
        {
            storefront.WithEnvironment("ENTRANCES", Describe(entrances));
            if (api.Resource != page.Resource)
            {
                storefront.WithEnvironment("API", api.GetEndpoint("http"));
            }
        }

        world.Builder.Services.AddSingleton(new Entrances(entrances, page.Resource, api.Resource));
        return world;
    }

    /// <summary>
    /// Adds shoppers who know nothing of the shop but its name, which a name server resolves for
    /// each region in another way.
    /// </summary>
    /// <param name="world">The level's world.</param>
    /// <param name="from">Where shoppers live.</param>
    /// <param name="through">The name server.</param>
    /// <param name="storefronts">What draws the page; it offers each region's own site.</param>
    public static World AddShoppers(
        this World world,
        IReadOnlyList<Region> from,
        IResourceBuilder<ProjectResource> through,
        params IReadOnlyList<IResourceBuilder<ProjectResource>> storefronts)
    {
        var server = through.Resource.Annotations.OfType<NameServerAnnotation>().Single();
        var sites = server.Geography.Sites;
        var entrances = from
            .Select(region => (region, Way: server.Geography.HomeWay(region)))
            .Select(one => new ShopEntrance(one.region, one.Way, one.Way))
            .ToList();
        foreach (var storefront in storefronts)
        {
            storefront.WithEnvironment("ENTRANCES", Describe(entrances));
        }

        var names = new Names(server.Geography, server.Port);
        world.Builder.Services.AddSingleton(
            new Entrances(entrances, sites[0], sites[0]) { Names = names });
        return world;
    }

    /// <summary>
    /// Adds shoppers who run a part of the shop themselves: those of a region enter by a computer
    /// in their own house, so there is no way to go.
    /// </summary>
    /// <param name="world">The level's world.</param>
    /// <param name="at">One such computer for each region.</param>
    /// <param name="books">Where all orders end up; for looking behind the scenes.</param>
    public static World AddShoppers(
        this World world,
        IReadOnlyList<IResourceBuilder<ProjectResource>> at,
        IResourceBuilder<ProjectResource> books)
    {
        var entrances = at.Select(house => AtHome(world, house.Resource)).ToList();
        foreach (var house in at)
        {
            house.WithEnvironment("ENTRANCES", Describe(entrances));
        }

        world.Builder.Services.AddSingleton(
            new Entrances(entrances, at[0].Resource, books.Resource));
        return world;
    }

    /// <summary>
    /// Lets a second crowd, from the same regions, enter somewhere else than the ordinary one;
    /// dispose of it to send it home.
    /// </summary>
    /// <param name="stage">Where it is watched.</param>
    /// <param name="entrance">What serves it, the page as well as the API.</param>
    /// <param name="workload">What it does; null for the same as the ordinary shoppers.</param>
    public static async Task<Fleet> EnterAsync(
        this Stage stage,
        IResource entrance,
        Workload? workload = null)
    {
        var links = stage.Regions.Select(region => stage.World.LinkShoppers(region, entrance)).ToList();
        foreach (var link in links)
        {
            await stage.World.Wan.OpenAsync(link, stage.Cancellation);
        }

        var addresses = links.Select(link => (link.From.Name, Uri: new Uri($"http://{link.Address}")));
        var fleet = new Fleet(
            [.. addresses.Select(one => new Entrance(one.Name, one.Uri, one.Uri))],
            workload ?? stage.Fleet.Workload);
        await fleet.StartAsync(stage.Cancellation);
        stage.Visitors.Add(fleet);
        return fleet;
    }

    internal static Link LinkShoppers(this World world, Region from, IResource to)
    {
        var rtt = world.Latency.Rtt(from, to.Place()!.Region) + world.Latency.LastMile;
        return world.Wan.Declare(from, to, rtt, isCustomers: true);
    }

    private static ShopEntrance AtHome(World world, IResource house)
    {
        var region = house.Place()!.Region;
        var door = world.Wan.Declare(region, house, TimeSpan.Zero, isCustomers: true);
        return new ShopEntrance(region, door, door);
    }

    // The storefront offers these to its visitors: shop as if you were in Singapore.
    private static string Describe(IEnumerable<ShopEntrance> entrances) =>
        JsonSerializer.Serialize(
            entrances.Select(entrance => new
            {
                Region = entrance.Region.Name,
                entrance.Region.City,
                Page = entrance.PageUrl.GetLeftPart(UriPartial.Authority),
                Api = entrance.ApiUrl.GetLeftPart(UriPartial.Authority),
            }),
            Web);
}
