namespace Shop.Cost;

/// <summary>What a part of the shop is, as far as a bill is concerned.</summary>
public enum PartKind
{
    /// <summary>A process of our own.</summary>
    Service,

    /// <summary>Bought as a managed load balancer.</summary>
    Balancer,

    /// <summary>Bought from a CDN, by the gigabyte.</summary>
    Edge,

    /// <summary>Bought as a managed name server, by the query.</summary>
    Dns,

    /// <summary>Managed PostgreSQL, leader or replica.</summary>
    Database,

    /// <summary>Managed Redis.</summary>
    Cache,

    /// <summary>A process of our own that holds leases.</summary>
    Etcd,

    /// <summary>Runs on a shopper's own machine, and is on nobody's bill.</summary>
    Peer,
}

/// <param name="CpuMsPerRequest">
/// Processor time, in milliseconds, that this part spends per request of all shoppers together.
/// </param>
public sealed record Part(string Name, PartKind Kind, string Region, double CpuMsPerRequest);

/// <summary>The parts of a level that run all the time.</summary>
public sealed record Topology(IReadOnlyList<Part> Parts)
{
    public bool Has(PartKind kind) => Parts.Any(part => part.Kind == kind);

    public IEnumerable<Part> Of(PartKind kind) => Parts.Where(part => part.Kind == kind);

    public double CpuMsPerRequest(PartKind kind) => Of(kind).Sum(part => part.CpuMsPerRequest);
}

/// <summary>Bytes that were measured while shoppers made some requests, by the region that sent them.</summary>
/// <param name="Requests">How many there were, &gt; 0.</param>
/// <param name="Internet">From services to shoppers.</param>
/// <param name="Edge">From CDN edges to shoppers.</param>
/// <param name="CrossRegion">Between services of different regions.</param>
public sealed record Traffic(
    int Requests,
    IReadOnlyDictionary<string, long> Internet,
    IReadOnlyDictionary<string, long> Edge,
    IReadOnlyDictionary<string, long> CrossRegion)
{
    /// <summary>Gigabytes (10⁹ bytes) of one sort, from each region, at another number of requests.</summary>
    public IEnumerable<(string Region, double Gb)> Scaled(
        IReadOnlyDictionary<string, long> bytes,
        double requests) =>
        bytes.Select(one => (one.Key, one.Value / 1e9 / Requests * requests));
}
