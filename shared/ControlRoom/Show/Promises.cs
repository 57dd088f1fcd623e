namespace Aspire.Hosting;

/// <summary>The counters that every level has: what its customers were told, and is not so.</summary>
internal static class Promises
{
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    /// <summary>Reads that returned less than another customer had been shown before.</summary>
    public static Counter StaleReads { get; } = new(
        "stale reads in 10 s",
        "",
        null,
        (services, _) => Of(services, fleet =>
        {
            // Without the crowds that demos let in: thousands of reads of one product.
            var now = fleet.History.Now;
            var recent = fleet.History.Between(now - Lately, now).Where(one => one.Stream is null);
            return Staleness.Of(recent).Stale;
        }));

    /// <summary>
    /// Purchases that were acknowledged and are in no book: as of the last demo or reset, because
    /// each of them ends with an audit.
    /// </summary>
    public static Counter LostOrders { get; } = new(
        "orders lost", "", 0, (services, _) => Of(services, fleet => fleet.LastAudit?.Lost));

    private static ValueTask<double?> Of(IServiceProvider services, Func<Fleet, double?> count)
    {
        var open = services.GetRequiredService<FrontDesk>().Open;
        return ValueTask.FromResult(
            open.IsCompletedSuccessfully ? count(open.Result.Fleet) : null);
    }
}
