namespace Aspire.Hosting;

/// <summary>
/// Downtime of which more than one customer in a row can tell. A write comes every half second or so:
/// a single one that fails would count for as long as the time between its neighbours.
/// </summary>
internal static class Outages
{
    public static Downtime Of(IEnumerable<Operation> operations) =>
        Downtime.Of(operations
            .GroupBy(one => (one.Region, one.Class))
            .SelectMany(group => WithoutLone([.. group.OrderBy(one => one.Intended)])));

    private static IEnumerable<Operation> WithoutLone(IReadOnlyList<Operation> operations) =>
        operations.Where((one, at) =>
            !one.Missed || IsMissed(operations, at - 1) || IsMissed(operations, at + 1));

    private static bool IsMissed(IReadOnlyList<Operation> operations, int at) =>
        at >= 0 && at < operations.Count && operations[at].Missed;
}
