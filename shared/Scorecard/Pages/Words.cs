namespace Shop.Scorecard;

/// <summary>Sentences that the page and the Markdown file share.</summary>
internal static class Words
{
    // A machine that lets shoppers start later than this measures itself.
    private const double BusyMs = 20;

    public const string Capacity =
        "Cores follow from the processor time that each part spent per request in this run (source: "
        + "this scorecard, from the operating system's own accounts). It was measured at a light load "
        + "with cold code, so it errs on the high side. GB abroad are those "
        + "between regions in a month. Beyond its stop a level has no price.";

    public static string Provenance(Card card) =>
        $"Measured on {card.Date:d MMMM yyyy} on {card.Machine}; "
        + (card.Rounds == 1 ? "one round" : $"median of {card.Rounds} rounds")
        + (card.Quick ? ", the quick programme without demos" : "")
        + $"; in brackets the range{(card.Rounds == 1 ? " of the thirds of the time" : "")}"
        + $". Two runs agree if their ranges lie no farther apart than {100 * Agreement.Share:0} % or {Agreement.Ms:0} ms of a p50, "
        + $"{Agreement.Points:0} points of a failed share and {Agreement.Seconds:0} s of an outage.";

    public static string? Warning(Card card)
    {
        var busy = card.Levels.Where(level => level.SentLateMs > BusyMs).ToList();
        return busy.Count == 0 ? null
            : $"This machine was busy with other things during {string.Join(", ", busy.Select(level => level.Name))}: "
            + $"shoppers started up to {busy.Max(level => level.SentLateMs):0} ms late (p99). "
            + "Latencies say more about the machine than about the level; run it again when nothing else runs.";
    }

    public static string HowFaults(Card card)
    {
        var seconds = (card.Quick ? StandardLength.Quick : StandardLength.Full).Fault;
        return $"Each fault lasts {seconds} s, the database's crash {StandardLength.DatabaseCrash * seconds} s, "
            + $"what silences a region, a link or a balancer {StandardLength.Silence * seconds} s, "
            + "and a release as long as it takes; then it is mended by hand. A level that mends itself is back "
            + "sooner. A single failure among answers counts as failed, and not as time without "
            + "service; who buys is told apart from who fills a cart.";
    }

    public static string Bills(Card card) =>
        $"For {Numbers.Short(card.RequestsPerMonth)} requests a month, with the traffic per request that was "
        + $"measured here. List prices: {card.PriceSource}. They teach proportions, not procurement.";

    public static IReadOnlyList<string> Assumptions(Assumptions assume) =>
    [
        $"A user makes {assume.RequestsPerUser:0} requests a month; "
            + $"users live in {assume.Regions} regions, equally many in each.",
        $"The peak is {assume.PeakFactor:0.#} times the average; "
            + $"then cores are {100 * assume.Utilization:0} % busy.",
        $"A process of ours has {assume.TaskVcpu:0.##} vCPU and {assume.TaskMemoryGb:0.##} GB; "
            + "there are never fewer than the level starts.",
        $"A database or cache instance has {assume.InstanceVcpu:0} vCPU; more cores cost in "
            + $"proportion. A database has {assume.StorageGb:0} GB.",
        $"The biggest machine has {assume.BiggestVcpu:0} cores; one database, "
            + "and one process without a balancer before it, is on one machine. Redis uses one core.",
        "Services behind a balancer, balancers behind a name server, and edges can be had in any number.",
        $"One request in {assume.RequestsPerDnsQuery:0} looks a name up. "
            + $"A load balancer unit carries {assume.GbPerHourPerLcu:0} GB an hour.",
        "Bytes are those of HTTP; TCP, TLS, backups, logs and people are on no bill here, nor is what peers "
            + "send each other over their owners' own lines.",
    ];
}
