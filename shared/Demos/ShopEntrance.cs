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

    /// <summary>Whether shoppers may enter by a link, now or when they are led elsewhere.</summary>
    public bool Has(Link link) =>
        All.Any(entrance => entrance.Page.To == link.To || entrance.Api.To == link.To);

    /// <summary>Whether the shoppers of its region enter by a link now.</summary>
    public bool IsUsed(Link link) =>
        Names is null ? Has(link) : Names.Taken(link.From) == link;

    /// <summary>How shoppers look up the shop's name; null where they know its address.</summary>
    internal Names? Names { get; init; }

    internal FleetOptions Options => Names is null
        ? new FleetOptions()
        : new FleetOptions { Connect = Names.ConnectAsync, ConnectionLifetime = Names.Ttl };

    // Without a name server by number, because a name costs each new connection a look-up.
    internal IReadOnlyList<Entrance> ForFleet() =>
        [.. All.Select(entrance => Names is null
            ? new Entrance(
                entrance.Region.Name,
                new Uri($"http://{entrance.Api.Address}"),
                new Uri($"http://{entrance.Page.Address}"))
            : new Entrance(entrance.Region.Name, Names.Shop, Names.Shop)),];
}
