namespace Aspire.Hosting;

/// <summary>By which links the shoppers of a region enter the shop.</summary>
public sealed record ShopEntrance(Region Region, Link Page, Link Api)
{
    public Uri PageUrl => new($"http://localhost:{Page.Port}");

    public Uri ApiUrl => new($"http://localhost:{Api.Port}");
}

/// <summary>Where shoppers are and what they shop at.</summary>
public sealed record Entrances(IReadOnlyList<ShopEntrance> All, IResource Page, IResource Api)
{
    public IReadOnlyList<Region> Regions => [.. All.Select(entrance => entrance.Region)];

    // By number, because a name costs each new connection a look-up.
    internal IReadOnlyList<Entrance> ForFleet() =>
        [.. All.Select(entrance => new Entrance(
            entrance.Region.Name,
            new Uri($"http://{entrance.Api.Address}"),
            new Uri($"http://{entrance.Page.Address}"))),];
}
