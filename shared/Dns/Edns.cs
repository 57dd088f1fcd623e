using System.Net;

namespace Shop.Dns;

/// <summary>
/// The OPT pseudo-record of EDNS (RFC 6891): what the sender can do beyond plain DNS.
/// </summary>
/// <param name="UdpSize">The largest UDP message that the sender takes, bytes.</param>
/// <param name="Version">Only 0 exists so far.</param>
/// <param name="DnssecOk">Copied into the answer (RFC 3225), and no more than that.</param>
public sealed record Edns(
    int UdpSize = Edns.SafeSize, int Version = 0, bool DnssecOk = false, ClientSubnet? Subnet = null)
{
    /// <summary>Passes nearly every network unfragmented: what servers agreed on in 2020.</summary>
    public const int SafeSize = 1232;
}

/// <summary>
/// On whose behalf a resolver asks (RFC 7871): servers answer by where the customer is, not by
/// where the resolver is.
/// </summary>
/// <param name="Address">
/// Zero beyond the source prefix; null stands for "no family", which only goes with prefix 0.
/// </param>
/// <param name="SourcePrefix">How many bits of the address the asker gives away.</param>
/// <param name="ScopePrefix">In an answer: for how many bits it holds. In a query: 0.</param>
public sealed record ClientSubnet(IPAddress? Address, int SourcePrefix, int ScopePrefix = 0)
{
    public static ClientSubnet From(IPNetwork network) =>
        new(network.BaseAddress, network.PrefixLength);

    public override string ToString() => $"{Address ?? IPAddress.Any}/{SourcePrefix}";
}
