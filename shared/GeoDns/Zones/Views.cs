using GeoDns.Health;

namespace GeoDns.Zones;

/// <summary>Finds the view that a customer belongs to.</summary>
internal sealed class Views(Settings settings)
{
    public IReadOnlyList<View> All { get; } =
        [.. settings.Zone.Views.Select(view => Create(view, settings.Zone.Sites))];

    /// <summary>
    /// By the client subnet that a resolver passes on, else by the address that the query is from.
    /// The smallest subnet that has all of it wins; the first view is for everybody else.
    /// </summary>
    public Asker Find(ClientSubnet? subnet, IPAddress source)
    {
        // A prefix of 0 bits says "I will not tell" (RFC 7871, 7.1.2).
        var isGiven = subnet is { Address: not null, SourcePrefix: > 0 };
        var address = isGiven ? subnet!.Address! : Plain(source);
        var prefix = isGiven ? subnet!.SourcePrefix : address.GetAddressBytes().Length * 8;
        var (found, bits) = (All[0], -1);
        foreach (var view in All)
        {
            foreach (var network in view.Subnets)
            {
                if (network.PrefixLength > bits
                    && network.PrefixLength <= prefix
                    && network.Contains(address))
                    (found, bits) = (view, network.PrefixLength);
            }
        }

        // For a subnet in no view nothing is known of its neighbours: the answer is for it alone.
        var scope = (isGiven, bits) switch
        {
            (false, _) => 0,
            (_, < 0) => prefix,
            _ => Scope(found, bits, address, prefix),
        };
        return new(found, isGiven ? $"{address}/{prefix}" : $"{address}", scope, bits >= 0);
    }

    /// <summary>
    /// The view's subnet without the smaller ones of other views in it: a resolver would give their
    /// customers this answer, too (RFC 7871, 7.2.1). So it holds for as many bits as tell the
    /// address from all of them, if the query has so many.
    /// </summary>
    private int Scope(View found, int bits, IPAddress address, int prefix)
    {
        var scope = bits;
        foreach (var view in All)
        {
            foreach (var network in view.Subnets)
            {
                if (view != found
                    && network.PrefixLength > bits
                    && network.BaseAddress.AddressFamily == address.AddressFamily)
                    scope = Math.Max(scope, SharedBits(network.BaseAddress, address) + 1);
            }
        }

        return Math.Min(scope, prefix);
    }

    private static int SharedBits(IPAddress one, IPAddress other)
    {
        var (a, b) = (one.GetAddressBytes(), other.GetAddressBytes());
        var bit = 0;
        while (bit < 8 * a.Length && (((a[bit / 8] ^ b[bit / 8]) << (bit % 8)) & 0x80) == 0)
            bit++;
        return bit;
    }

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static View Create(ViewFile view, IReadOnlyList<Site> sites) => new(
        view.Region,
        view.Latitude,
        view.Longitude,
        [.. view.Subnets.Select(subnet => IPNetwork.Parse(subnet))],
        [.. sites.Select(site => new SeenSite(
            site,
            Globe.Distance(view.Latitude, view.Longitude, site.Latitude, site.Longitude),
            new Vitals()))]);
}

/// <param name="View">The view that applies.</param>
/// <param name="Name">Of the subnet or the address, as text; null for anybody in the view.</param>
/// <param name="Scope">For how many bits of the client subnet the answer holds.</param>
/// <param name="IsKnown">False: in no view's subnets.</param>
internal sealed record Asker(View View, string? Name, int Scope, bool IsKnown);
