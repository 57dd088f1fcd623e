namespace Shop.Scorecard;

/// <summary>What each step bought and what it cost, in words that follow from the figures.</summary>
internal static class Notes
{
    // Less than this is within what two runs differ by.
    private const double Factor = 2;
    private const double Points = 5;

    public static IReadOnlyList<string> Of(Card card) =>
        [.. card.Levels.Zip(card.Levels.Skip(1), Step)];

    private static string Step(LevelCard before, LevelCard after)
    {
        var gains = Latency(before, after).Concat(Faults(before, after, 1)).Concat(Staleness(after, before)).ToList();
        var costs = Faults(before, after, -1).Concat(Staleness(before, after)).Append(Dollars(before, after)).ToList();
        var bought = gains.Count > 0
            ? $"bought: {string.Join("; ", gains)}"
            : "by these figures the step does not earn its price";
        return $"{after.Name} {bought}. It cost: {string.Join("; ", costs)}.";
    }

    private static IEnumerable<string> Latency(LevelCard before, LevelCard after) =>
        from region in after.Regions.Keys.Intersect(before.Regions.Keys)
        let old = before.Regions[region]["reads"].P50.Median
        let young = after.Regions[region]["reads"].P50.Median
        where young > 0 && old / young >= Factor
        select $"reads in {region} {old / young:0.#} times as fast";

    private static IEnumerable<string> Faults(LevelCard before, LevelCard after, int sign) =>
        from fault in after.Faults
        let old = before.Fault(fault.Name)?.FailedPercent?.Median
        let young = fault.FailedPercent?.Median
        where (old - young) * sign >= Points
        where Math.Max(old!.Value, young!.Value) >= Factor * Math.Min(old.Value, young.Value)
        select $"{fault.Name} fails {young:0.#} % instead of {old:0.#} %";

    private static IEnumerable<string> Staleness(LevelCard less, LevelCard more)
    {
        if (more.StalePercent?.Median >= 1 && more.StalePercent.Median >= Factor * (less.StalePercent?.Median ?? 0))
        {
            yield return $"{more.StalePercent.Text(" %")} of reads stale at {more.Name}";
        }
    }

    private static string Dollars(LevelCard before, LevelCard after)
    {
        var percent = 100 * ((after.Bill.Total / before.Bill.Total) - 1);
        var parts = after.MovingParts - before.MovingParts;
        return $"{Numbers.Dollars(after.Bill.Total)} a month ({percent:+0;−0} %) and {parts:+0;−0} moving parts";
    }
}
