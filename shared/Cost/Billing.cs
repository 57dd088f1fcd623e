namespace Shop.Cost;

/// <summary>Turns what runs and what moves into a bill.</summary>
/// <remarks>
/// Nothing is ever billed with fewer pieces than the level has: two backends are two, however idle.
/// A database that needs more cores is a bigger machine; prices grow in proportion.
/// </remarks>
public sealed class Billing(Prices prices, Assumptions assume)
{
    public Bill Of(Topology level, Traffic traffic, double requestsPerMonth)
    {
        var size = new Sizes(level, assume, requestsPerMonth);
        var lines = new[]
        {
            Compute("compute", size.Tasks(PartKind.Service)),
            Compute("etcd", size.Tasks(PartKind.Etcd)),
            Instances("database", "postgres_hour", size.Instances(PartKind.Database)),
            Storage(level.Of(PartKind.Database).Count()),
            Instances("cache", "redis_hour", size.Instances(PartKind.Cache)),
            Balancers(level.Of(PartKind.Balancer).Count()),
            Carried(level, traffic, requestsPerMonth),
            Moved("CDN", "cdn_gb", traffic.Scaled(traffic.Edge, requestsPerMonth)),
            Dns(level, requestsPerMonth),
            Abroad(level, traffic, requestsPerMonth),
            Moved("internet egress", "internet_egress_gb", traffic.Scaled(traffic.Internet, requestsPerMonth)),
        };
        return new Bill(requestsPerMonth, [.. lines.OfType<BillLine>()]);
    }

    private BillLine? Compute(string item, int tasks)
    {
        var (vcpu, memory) = (prices["vcpu_hour"], prices["memory_gb_hour"]);
        var hour = (assume.TaskVcpu * vcpu.Usd) + (assume.TaskMemoryGb * memory.Usd);
        var detail = $"{tasks:n0} × {assume.TaskVcpu:0.##} vCPU, {assume.TaskMemoryGb:0.##} GB";
        return Line(item, tasks, detail, tasks * assume.HoursPerMonth * hour, vcpu);
    }

    private BillLine? Instances(string item, string price, int instances)
    {
        var one = prices[price];
        var usd = instances * assume.HoursPerMonth * one.Usd;
        return Line(item, instances, $"{instances:n0} × {one.Basis}", usd, one);
    }

    private BillLine? Storage(int databases)
    {
        var gb = databases * assume.StorageGb;
        var price = prices["postgres_storage_gb_month"];
        return Line("database storage", gb, $"{gb:n0} GB", gb * price.Usd, price);
    }

    private BillLine? Balancers(int balancers)
    {
        var price = prices["load_balancer_month"];
        return Line("load balancer", balancers, $"{balancers:n0} × {price.Basis}", balancers * price.Usd, price);
    }

    // What shoppers get from services has passed a balancer, where there is one.
    private BillLine? Carried(Topology level, Traffic traffic, double requests)
    {
        var gb = level.Has(PartKind.Balancer) ? traffic.Scaled(traffic.Internet, requests).Sum(one => one.Gb) : 0;
        var units = gb / assume.HoursPerMonth / assume.GbPerHourPerLcu;
        var price = prices["load_balancer_lcu_month"];
        return Line("load balancer, carried", units, $"{gb:n0} GB", units * price.Usd, price);
    }

    private BillLine? Dns(Topology level, double requests)
    {
        var routing = level.Has(PartKind.Dns) ? "geo" : "standard";
        var price = prices["dns_million_queries", routing];
        var millions = requests / assume.RequestsPerDnsQuery / 1e6;
        return Line("DNS", millions, $"{millions:n1} million {routing} queries", millions * price.Usd, price);
    }

    // What peers tell each other goes over their owners' own lines.
    private BillLine? Abroad(Topology level, Traffic traffic, double requests) => level.Has(PartKind.Peer)
        ? null
        : Moved("cross-region", "inter_region_gb", traffic.Scaled(traffic.CrossRegion, requests));

    private BillLine? Moved(string item, string price, IEnumerable<(string Region, double Gb)> moved)
    {
        var parts = moved.Where(one => one.Gb > 0).ToList();
        var detail = string.Join(", ", parts.Select(one => $"{one.Gb:n0} GB from {one.Region}"));
        var usd = parts.Sum(one => one.Gb * prices[price, one.Region].Usd);
        return parts.Count == 0 ? null : Line(item, usd, detail, usd, prices[price, parts[0].Region]);
    }

    private static BillLine? Line(string item, double amount, string detail, double usd, Price price) =>
        amount > 0 ? new BillLine(item, detail, usd, price.Date) : null;
}
