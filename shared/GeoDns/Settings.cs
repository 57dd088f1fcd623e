using System.Text.Json;
using GeoDns.Policies;

namespace GeoDns;

/// <summary>The process's environment, read once.</summary>
/// <param name="Port">DNS_PORT, UDP and TCP on 127.0.0.1.</param>
/// <param name="Zone">GEODNS, as JSON.</param>
/// <param name="HealthChecks">
/// Off with WITHOUT=dns-health: every site counts as healthy, so that one can see what the checks
/// are good for.
/// </param>
internal sealed record Settings(int Port, ZoneFile Zone, bool HealthChecks)
{
    private const int DefaultPort = 5300;

    // What is missing or null is to be complained about here, and not to fail somewhere later.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Returns the complaint about the first thing that is wrong, or null.</summary>
    public static string? TryRead(Func<string, string?> environment, out Settings settings)
    {
        settings = new(DefaultPort, ZoneFile.Default, environment("WITHOUT") is not "dns-health");
        if (environment("DNS_PORT") is { Length: > 0 } number)
        {
            if (!ushort.TryParse(number, out var port))
                return $"DNS_PORT is no port: {number}";
            settings = settings with { Port = port };
        }

        if (environment("GEODNS") is not { Length: > 0 } json)
            return null;
        try
        {
            var zone = JsonSerializer.Deserialize<ZoneFile>(json, Strict)!;
            settings = settings with { Zone = zone };
            return Complaint(zone) is { } wrong ? $"GEODNS: {wrong}" : null;
        }
        catch (JsonException e)
        {
            return $"GEODNS: {e.Message}";
        }
    }

    private static string? Complaint(ZoneFile? zone)
    {
        if (zone is not { Sites.Count: > 0, Views.Count: > 0 })
            return "there have to be sites and views";
        if (!PolicyNames.All.Contains(zone.Policy))
            return $"policy is one of {string.Join(", ", PolicyNames.All)}, not {zone.Policy}";
        if (zone.Ttl < 0 || zone.CheckSeconds is not (> 0 and <= 3600))
            return "ttl is at least 0, checkSeconds more than 0 and at most 3600";
        if (zone.Sites.FirstOrDefault(site => !IsIPv4(site.Address) || site.Weight < 0) is { } site)
            return $"site {site.Region} has no IPv4 address or a negative weight";
        if (zone.Sites.FirstOrDefault(each => !IsName($"{each.Region}.{zone.Zone}")) is { } unnamed)
            return $"{unnamed.Region}.{zone.Zone} is no domain name";
        var regions = zone.Sites.Select(each => each.Region).ToHashSet();
        if (regions.Count != zone.Sites.Count)
            return "two sites have the same region";
        foreach (var view in zone.Views)
        {
            if (view.Subnets.FirstOrDefault(subnet => !IPNetwork.TryParse(subnet, out _)) is { } bad)
                return $"view {view.Region} has a subnet that is none: {bad}";
            if (view.Probes.FirstOrDefault(probe => !IsProbe(probe, regions)) is { Key: { } probe })
                return $"view {view.Region} probes {probe} in vain: no such site, or no such URL";
        }

        return null;
    }

    private static bool IsName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns;

    private static bool IsIPv4(string text) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetwork;

    private static bool IsProbe(KeyValuePair<string, string> probe, HashSet<string> regions) =>
        regions.Contains(probe.Key)
        && Uri.TryCreate(probe.Value, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttp;
}
