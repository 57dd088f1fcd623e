namespace Shop.Scorecard;

/// <summary>The sheets of a card.</summary>
internal static class Sheets
{
    private static readonly string[] Classes = ["reads", "writes", "assets"];

    public static Sheet Glance(Card card) => new(
        ["", .. card.Levels.Select(level => level.Name)],
        [
            .. card.Regions.Select(region => Row(
                card, $"read p50 in {region}, ms", level => P50(level, region))),
            Row(card, "database crash: without writes, s", WithoutWrites),
            Row(card, "database crash: acknowledged orders lost", Lost),
            Row(card, "stale reads, %", level => Text(level.StalePercent)),
            Row(card, "oldest stale read, ms", Stalest),
            Row(card, "acknowledged orders lost, whole run", level => $"{level.LostOrders} of {level.Orders:n0}"),
            Row(card, "between regions, bytes per request", Crossed),
            Row(card, "moving parts in the regions", level => $"{level.MovingParts}"),
            Row(card, "memory, MB", level => Text(level.MemoryMb)),
            Row(card, "ready after, s", level => Text(level.ReadySeconds)),
            Row(card, "lines of code, against the level before", Lines),
            Row(card, "files left as they were", Files),
            Row(
                card,
                $"dollars a month, {Numbers.Short(card.RequestsPerMonth)} requests",
                level => Numbers.Dollars(level.Bill.Total)),
        ]);

    /// <summary>What a level's README shows: near, broken, paid.</summary>
    public static Sheet Step(Card card) => new(
        ["", .. card.Levels.Select(level => level.Name)],
        [
            .. card.Regions.Select(region => Row(
                card, $"read p50 in {region}, ms", level => P50(level, region))),
            .. Faults(card).Rows,
            Row(
                card,
                $"dollars a month, {Numbers.Short(card.RequestsPerMonth)} requests",
                level => Numbers.Dollars(level.Bill.Total)),
        ]);

    public static Sheet Latencies(Card card) => new(
        ["p50 / p95 ms", .. card.Levels.Select(level => level.Name), "light to the database", ],
        [.. card.Regions.SelectMany(region => Classes.Select(one => (IReadOnlyList<string>)[
            $"{region}, {one}",
            .. card.Levels.Select(level => Pair(level, region, one)),
            $"{card.Levels[0].FibreFloorMs.GetValueOrDefault(region):0}",
        ])),]);

    public static Sheet Faults(Card card) => new(
        ["failed, without service", .. card.Levels.Select(level => level.Name)],
        [.. card.Faults.Select(fault => Row(card, fault, level => level.Fault(fault) switch
        {
            { FailedPercent: { } failed, DownSeconds: { } down } => $"{failed.Text(" %")}, {down.Text(" s")}",
            { Absent: { } absent } => $"– ({absent})",
            _ => "–",
        })),]);

    public static Sheet Bills(Card card)
    {
        var items = card.Levels.SelectMany(level => level.Bill.Lines).DistinctBy(line => line.Item).ToList();
        var rows = items.Select(item => (IReadOnlyList<string>)[
            item.Item,
            .. card.Levels.Select(level =>
                level.Bill.Lines.FirstOrDefault(line => line.Item == item.Item) is { } line
                    ? $"${line.Usd:n2}" : "–"),
            item.Date,
        ]);
        return new(
            ["a month", .. card.Levels.Select(level => level.Name), "price of"],
            [.. rows, ["total", .. card.Levels.Select(level => $"${level.Bill.Total:n2}"), ""]],
            Total: true);
    }

    public static Sheet BillOf(LevelCard level) => new(
        [level.Name, "US$ a month", "what"],
        [.. level.Bill.Lines.Select(line => (IReadOnlyList<string>)[line.Item, $"{line.Usd:n2}", line.Detail])]);

    public static Sheet Scale(LevelCard level)
    {
        var kinds = level.CpuMsPerRequest.Keys.Where(kind => level.CpuMsPerRequest[kind] > 0).ToList();
        return new(
            [
                "users per region",
                "peak/s",
                .. kinds.Select(kind => $"{kind.ToString().ToLowerInvariant()} cores"),
                "processes",
                "GB abroad",
                "US$ a month",
                "stopped by",
            ],
            [.. level.Scale.Select(row => (IReadOnlyList<string>)[
                Numbers.Short(row.UsersPerRegion),
                Numbers.Short(row.PeakPerSecond),
                .. kinds.Select(kind => Numbers.Short(row.Cores[kind])),
                Numbers.Short(row.Tasks),
                Numbers.Short(row.CrossRegionGb),
                row.Stop is null ? Numbers.Short(row.Usd) : "–",
                row.Stop?.Part ?? "",
            ]),]);
    }

    private static IReadOnlyList<string> Row(Card card, string what, Func<LevelCard, string> cell) =>
        [what, .. card.Levels.Select(cell)];

    private static string WithoutWrites(LevelCard level) =>
        Text(level.Fault("database-crash")?.WriteDownSeconds);

    private static string Lost(LevelCard level) =>
        level.Fault("database-crash")?.LostOrders is { } lost ? $"{lost}" : "–";

    private static string Stalest(LevelCard level) =>
        level.StalestMs > 0 ? Numbers.Short(level.StalestMs) : "–";

    private static string Crossed(LevelCard level) => Numbers.Short(level.CrossRegionBytesPerRequest);

    private static string Lines(LevelCard level) =>
        level.Changed is { } changed ? $"+{changed.Added:n0} −{changed.Removed:n0}" : "–";

    private static string Files(LevelCard level) =>
        level.Changed is { } changed ? $"{changed.Same} of {changed.Same + changed.Files}" : "–";

    private static string Text(Spread? spread) => spread?.Text() ?? "–";

    private static string P50(LevelCard level, string region) =>
        level.Regions.TryGetValue(region, out var classes) ? classes["reads"].P50.Text() : "–";

    private static string Pair(LevelCard level, string region, string @class) =>
        level.Regions.TryGetValue(region, out var classes)
            ? $"{Numbers.Short(classes[@class].P50.Median)} / {Numbers.Short(classes[@class].P95.Median)}"
            : "–";
}
