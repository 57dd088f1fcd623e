namespace Shop.Scorecard;

/// <summary>
/// Whether two cards tell the same story. One round is one throw of the dice, so a card states by
/// how much another run may differ, and this holds it to that.
/// </summary>
internal static class Agreement
{
    /// <summary>Of a p50, as a share of the greater one.</summary>
    public const double Share = 0.2;

    /// <summary>Of a p50 that is small, in ms.</summary>
    public const double Ms = 6;

    /// <summary>Of what a fault makes fail, in points of a per cent.</summary>
    public const double Points = 15;

    /// <summary>Of the time without service, in seconds.</summary>
    public const double Seconds = 3;

    /// <summary>What differs by more than that, a line each; only what both cards have is compared.</summary>
    public static IReadOnlyList<string> Differences(Card one, Card other) =>
        [.. Figures(one).Join(
                Figures(other),
                left => left.What,
                right => right.What,
                (left, right) => (left, right))
            .Where(pair => Differ(pair.left, pair.right))
            .Select(pair => $"{pair.left.What}: {pair.left.Spread.Text()} and {pair.right.Spread.Text()}"),];

    /// <summary>How many figures both have.</summary>
    public static int Compared(Card one, Card other) =>
        Figures(one).Select(figure => figure.What).Intersect(Figures(other).Select(figure => figure.What)).Count();

    // What a run saw of its own spread, be it only in the thirds of a few seconds, is stated with the figure.
    private static bool Differ(Figure left, Figure right)
    {
        var apart = Math.Max(left.Spread.Min, right.Spread.Min) - Math.Min(left.Spread.Max, right.Spread.Max);
        return apart > left.Tolerance(Math.Max(left.Spread.Median, right.Spread.Median));
    }

    private static IEnumerable<Figure> Figures(Card card) =>
        card.Levels.SelectMany(level => Latencies(level).Concat(Faults(level)));

    private static IEnumerable<Figure> Latencies(LevelCard level) =>
        from region in level.Regions
        select new Figure(
            $"{level.Name}, read p50 in {region.Key}, ms",
            region.Value["reads"].P50,
            greater => Math.Max(Ms, Share * greater));

    private static IEnumerable<Figure> Faults(LevelCard level)
    {
        foreach (var fault in level.Faults)
        {
            if (fault is { FailedPercent: { } failed, DownSeconds: { } down })
            {
                yield return new($"{level.Name}, {fault.Name}, failed %", failed, _ => Points);
                yield return new($"{level.Name}, {fault.Name}, s without service", down, _ => Seconds);
            }
        }
    }

    private sealed record Figure(string What, Spread Spread, Func<double, double> Tolerance);
}
