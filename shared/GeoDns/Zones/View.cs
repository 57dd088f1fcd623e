using GeoDns.Health;

namespace GeoDns.Zones;

/// <summary>
/// A part of the world whose customers all get the same answer, and how it sees the sites.
/// </summary>
/// <param name="Sites">In the zone's order.</param>
internal sealed record View(
    string Region,
    double Latitude,
    double Longitude,
    IReadOnlyList<IPNetwork> Subnets,
    IReadOnlyList<SeenSite> Sites);

/// <summary>A site as one view sees it.</summary>
/// <param name="Distance">Kilometres on the map, as the crow flies.</param>
internal sealed record SeenSite(Site Site, double Distance, Vitals Vitals)
{
    public IPAddress Address { get; } = IPAddress.Parse(Site.Address);

    public string Region => Site.Region;

    public override string ToString() => Vitals switch
    {
        { IsHealthy: false } => $"{Region} down",
        { Rtt: { } rtt } => $"{Region} healthy, {rtt.TotalMilliseconds:0} ms",
        _ => $"{Region} taken as healthy",
    };
}
