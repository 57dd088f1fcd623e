namespace GeoDns.Tests.Support;

/// <summary>Three regions, their sites, and a customer's network in each.</summary>
internal static class World
{
    public const string Virginia = "127.0.1.1";
    public const string Ireland = "127.0.2.1";
    public const string Singapore = "127.0.3.1";

    public const string InVirginia = "+subnet=198.51.100.0/24";
    public const string InIreland = "+subnet=203.0.113.0/24";
    public const string InSingapore = "+subnet=192.0.2.0/24";

    public static string[] All { get; } = [Virginia, Ireland, Singapore];

    /// <summary>The zone that the server has by default, with a policy and, by region, probes.</summary>
    public static ZoneFile Zone(
        string policy, params (string Region, Uri Url)[] probes) => ZoneFile.Default with
    {
        Policy = policy,
        CheckSeconds = 0.2,
        Views =
        [
            .. ZoneFile.Default.Views.Select(view => view with
            {
                Probes = probes.ToDictionary(probe => probe.Region, probe => probe.Url.ToString()),
            }),
        ],
    };
}
