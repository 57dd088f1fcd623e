namespace Aspire.Hosting;

/// <summary>
/// How the members of a cluster reach each other: through a link of its own for each pair and
/// direction, so that every distance is true and every pair can be cut.
/// </summary>
/// <remarks>
/// A member has one address, the same for all: etcd knows no address that depends on who asks. So
/// the three stand in a ring. What a member gives as its address is the link to it from the next
/// one, and each takes the direct way to the one before it. Its requests to the one after it are
/// sent to an HTTP proxy, as far as it knows, and that is the other link: it leads to the member
/// itself, which answers a request that was meant for a proxy like any other. LOCALHOST is
/// in capitals, because Go never uses a proxy for "localhost".
/// </remarks>
internal sealed class EtcdPeers(World world, EtcdResource self)
{
    private const string Host = "LOCALHOST";

    private IReadOnlyList<EtcdResource> Members =>
        [.. world.Builder.Resources.OfType<EtcdResource>()];

    /// <summary>Every member's name and address, alike for all of them.</summary>
    public string Cluster =>
        string.Join(',', Members.Select(member => $"{member.Name}={AddressOf(member)}"));

    public string Address => AddressOf(self);

    /// <summary>
    /// Numbers the links between the members before any of them starts: each keeps the others'
    /// addresses with its data, and what starts side by side would take other ports next time.
    /// </summary>
    public void Declare()
    {
        foreach (var (from, to) in Pairs().Where(pair => pair.From != pair.To))
        {
            LinkOf(from, to);
        }
    }

    /// <summary>Opens all links and sends the requests to the next member through its own.</summary>
    /// <exception cref="DistributedApplicationException">There are not one or three members.</exception>
    public async Task ConnectAsync(IDictionary<string, object> environment, CancellationToken cancellation)
    {
        if (Members.Count is not (1 or 3))
        {
            throw new DistributedApplicationException(
                $"There are {Members.Count} members of etcd; across regions it takes three.");
        }

        foreach (var (from, to) in Pairs())
        {
            await world.Wan.OpenAsync(LinkOf(from, to), cancellation);
        }

        environment["HTTP_PROXY"] = $"http://{LinkOf(self, After(self)).Address}";
        environment["NO_PROXY"] = AddressOf(Before(self))["http://".Length..];
    }

    private string AddressOf(EtcdResource member) =>
        $"http://{Host}:{LinkOf(After(member), member).Port}";

    private Link LinkOf(EtcdResource from, EtcdResource to)
    {
        var (here, there) = (from.Place()!.Region, to.Place()!.Region);
        return world.Wan.Declare(here, to.Peer, world.Latency.Rtt(here, there));
    }

    private EtcdResource After(EtcdResource member) => At(member, 1);

    private EtcdResource Before(EtcdResource member) => At(member, Members.Count - 1);

    private EtcdResource At(EtcdResource member, int steps)
    {
        var members = Members.ToList();
        return members[(members.IndexOf(member) + steps) % members.Count];
    }

    private IEnumerable<(EtcdResource From, EtcdResource To)> Pairs() =>
        from one in Members
        from other in Members
        where one != other || Members.Count == 1
        select (one, other);
}
