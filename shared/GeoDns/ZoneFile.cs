using GeoDns.Policies;

namespace GeoDns;

/// <summary>What is served, as environment variable GEODNS has it.</summary>
internal sealed record ZoneFile
{
    /// <summary>Three sites without probes, and the networks that documents use as customers.</summary>
    public static ZoneFile Default { get; } = new()
    {
        Sites =
        [
            new("us-east-1", "127.0.1.1", 39.0438, -77.4874),
            new("eu-west-1", "127.0.2.1", 53.3498, -6.2603),
            new("ap-southeast-1", "127.0.3.1", 1.3521, 103.8198),
        ],
        Views =
        [
            new("us-east-1", 39.0438, -77.4874)
            {
                Subnets = ["198.51.100.0/24", "127.0.1.0/24"],
            },
            new("eu-west-1", 53.3498, -6.2603)
            {
                Subnets = ["203.0.113.0/24", "127.0.2.0/24"],
            },
            new("ap-southeast-1", 1.3521, 103.8198)
            {
                Subnets = ["192.0.2.0/24", "127.0.3.0/24"],
            },
        ],
    };

    public string Zone { get; init; } = "shop.test";

    /// <summary>
    /// Seconds for which resolvers may keep an answer. Default 2: customers of a dead site are soon
    /// elsewhere, and the server is asked often. Real zones choose 30 to 300.
    /// </summary>
    public int Ttl { get; init; } = 2;

    public string Policy { get; init; } = PolicyNames.Geolocation;

    /// <summary>From one probe's beginning to the next one's. Default 1.</summary>
    public double CheckSeconds { get; init; } = 1;

    /// <summary>In the order of policy failover.</summary>
    public IReadOnlyList<Site> Sites { get; init; } = [];

    /// <summary>The first one is for customers of none of the subnets.</summary>
    public IReadOnlyList<ViewFile> Views { get; init; } = [];
}

/// <summary>Where the shop can be reached.</summary>
/// <param name="Region">Its name, and that of a subdomain.</param>
/// <param name="Address">IPv4.</param>
/// <param name="Latitude">Degrees, north is positive.</param>
/// <param name="Longitude">Degrees, east is positive.</param>
/// <param name="Weight">For policy weighted, 0 or more: its share of all weights.</param>
internal sealed record Site(
    string Region, string Address, double Latitude, double Longitude, int Weight = 1);

/// <summary>Where customers ask from.</summary>
internal sealed record ViewFile(string Region, double Latitude, double Longitude)
{
    public IReadOnlyList<string> Subnets { get; init; } = [];

    /// <summary>By the site's region: where to ask for its health, as seen from this view.</summary>
    public IReadOnlyDictionary<string, string> Probes { get; init; } =
        new Dictionary<string, string>();
}
