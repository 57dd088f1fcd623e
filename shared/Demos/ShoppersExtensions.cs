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
    public static World AddShoppers(
        this World world,
        IReadOnlyList<Region> from,
        IResourceBuilder<ProjectResource> api,
        IResourceBuilder<ProjectResource> page)
    {
        var entrances = from
            .Select(region => new ShopEntrance(
                region,
                world.LinkShoppers(region, page.Resource),
                world.LinkShoppers(region, api.Resource)))
            .ToList();
        page.WithEnvironment("API", api.GetEndpoint("http"));
        page.WithEnvironment("ENTRANCES", Describe(entrances));
        world.Builder.Services.AddSingleton(new Entrances(entrances, page.Resource, api.Resource));
        return world;
    }

    private static Link LinkShoppers(this World world, Region from, IResource to)
    {
        var rtt = world.Latency.Rtt(from, to.Place()!.Region) + world.Latency.LastMile;
        return world.Wan.Declare(from, to, rtt);
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
