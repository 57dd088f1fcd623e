namespace Aspire.Hosting;

/// <summary>Sorts what passed the links by who pays for it.</summary>
internal static class StandardTraffic
{
    public static TrafficMeasure Of(
        IReadOnlyDictionary<Link, LinkTraffic> before,
        IReadOnlyDictionary<Link, LinkTraffic> after,
        int requests)
    {
        var moved = after.ToDictionary(
            one => one.Key,
            one => one.Value.Since(before.GetValueOrDefault(one.Key, LinkTraffic.None)));
        // What a customer asks of a program on her own computer is nobody's traffic.
        var shoppers = moved.Where(one => one.Key.IsCustomers && Parts.KindOf(one.Key.To) != "peer").ToList();
        var services = moved.Where(one => !one.Key.IsCustomers).ToList();
        return new TrafficMeasure(
            requests,
            Sum(shoppers.Where(one => !IsEdge(one.Key)).Select(Back)),
            Sum(shoppers.Where(one => IsEdge(one.Key)).Select(Back)),
            Sum(services.SelectMany(one => new[] { There(one), Back(one) })));
    }

    private static bool IsEdge(Link link) => Parts.KindOf(link.To) == "edge";

    private static (string Region, long Bytes) There(KeyValuePair<Link, LinkTraffic> one) =>
        (one.Key.From.Name, one.Value.There);

    private static (string Region, long Bytes) Back(KeyValuePair<Link, LinkTraffic> one) =>
        (one.Key.To.Place()!.Region.Name, one.Value.Back);

    private static Dictionary<string, long> Sum(IEnumerable<(string Region, long Bytes)> parts) =>
        parts.GroupBy(one => one.Region).ToDictionary(region => region.Key, region => region.Sum(one => one.Bytes));
}
