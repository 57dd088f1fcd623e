using GeoDns.Zones;

namespace GeoDns.Serving;

/// <summary>What the zone has under each name.</summary>
internal sealed class Authority(Settings settings, Decider decider)
{
    // What never changes need not be asked for every second.
    private const int StaticTtl = 3600;
    private const int LargestNegativeTtl = 5;

    private readonly string zone = settings.Zone.Zone.TrimEnd('.').ToLowerInvariant();
    private readonly int ttl = settings.Zone.Ttl;
    private readonly Dictionary<string, IPAddress> sites = settings.Zone.Sites.ToDictionary(
        site => site.Region.ToLowerInvariant(), site => IPAddress.Parse(site.Address));

    private NsRecord NameServer => new(zone, StaticTtl, $"ns1.{zone}");

    private SoaRecord Soa => new(
        zone,
        Ttl: Math.Min(ttl, LargestNegativeTtl),
        Server: $"ns1.{zone}",
        Mailbox: $"hostmaster.{zone}",
        Serial: 1,
        Refresh: 3600,
        Retry: 600,
        Expire: 86400,
        Minimum: Math.Min(ttl, LargestNegativeTtl));

    /// <summary>Answers one question of class Internet.</summary>
    public Reply Answer(Question question, ClientSubnet? subnet, IPAddress source)
    {
        var name = question.Name.ToLowerInvariant();
        if (name == zone)
            return Apex(question, subnet, source);
        if (!name.EndsWith($".{zone}", StringComparison.Ordinal))
            return new(ResponseCode.Refused, []);
        var host = name[..^(zone.Length + 1)];
        return host switch
        {
            "why" => Why(question, decider.Decide(subnet, source)),
            "ns1" => Of(question, new AddressRecord(question.Name, StaticTtl, IPAddress.Loopback)),
            _ when sites.TryGetValue(host, out var address) =>
                Of(question, new AddressRecord(question.Name, StaticTtl, address)),
            _ => new(ResponseCode.NxDomain, []) { Authorities = [Soa] },
        };
    }

    private Reply Apex(Question question, ClientSubnet? subnet, IPAddress source)
    {
        switch (question.Type)
        {
            case RecordType.Soa:
                return Of(question, Soa with { Name = question.Name, Ttl = StaticTtl });
            case RecordType.Ns:
                return Of(question, NameServer with { Name = question.Name }) with
                {
                    Additionals = [new AddressRecord($"ns1.{zone}", StaticTtl, IPAddress.Loopback)],
                };
            case RecordType.Txt:
                return Why(question, decider.Decide(subnet, source));
            case RecordType.A or RecordType.Any:
                var decision = decider.Decide(subnet, source);
                return new(ResponseCode.NoError, [.. decision.Sites.Select(site =>
                    new AddressRecord(question.Name, ttl, site.Address))])
                {
                    Scope = decision.Asker.Scope,
                };
            default:
                return NoData();
        }
    }

    private Reply Why(Question question, Decision decision) =>
        Of(question, new TxtRecord(question.Name, ttl, decision.ToString())) with
        {
            Scope = decision.Asker.Scope,
        };

    // ANY gets one kind of record, as RFC 8482 wants it: "all of it" only served attackers.
    private Reply Of(Question question, Record record) =>
        question.Type == record.Type || question.Type == RecordType.Any
            ? new(ResponseCode.NoError, [record])
            : NoData();

    private Reply NoData() => new(ResponseCode.NoError, []) { Authorities = [Soa] };
}

/// <summary>What goes into an answer.</summary>
internal sealed record Reply(ResponseCode Code, IReadOnlyList<Record> Answers)
{
    public IReadOnlyList<Record> Authorities { get; init; } = [];

    public IReadOnlyList<Record> Additionals { get; init; } = [];

    /// <summary>For how many bits of the client subnet it holds; 0 for everybody.</summary>
    public int Scope { get; init; }
}
