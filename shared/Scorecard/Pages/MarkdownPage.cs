namespace Shop.Scorecard;

/// <summary>The card as Markdown, in whole or in the part that a README shows.</summary>
internal static class MarkdownPage
{
    public static string Of(Card card) =>
        $"""
        # Scorecard

        {Words.Provenance(card)}
        {Words.Warning(card)}

        {Sheets.Glance(card).Markdown()}
        {List(Notes.Of(card))}

        ## Latency

        {Sheets.Latencies(card).Markdown()}
        ## Faults

        {Words.HowFaults(card)}

        {Sheets.Faults(card).Markdown()}
        ## Bills

        {Words.Bills(card)}

        {Sheets.Bills(card).Markdown()}
        ## On paper

        {Words.Capacity}

        {string.Join("\n", card.Levels.Select(level => $"### {level.Name}\n\n{Sheets.Scale(level).Markdown()}"))}
        Assumptions:

        {List(Words.Assumptions(card.Assumptions))}

        """;

    /// <summary>All levels at a glance, for the README of the repository.</summary>
    public static string Summary(Card card) =>
        $"{Sheets.Glance(card).Markdown()}\n{Words.Provenance(card)}\n";

    /// <summary>One level beside the one before it.</summary>
    public static string Section(Card card, LevelCard level)
    {
        var before = card.Levels.TakeWhile(one => one != level).LastOrDefault();
        var pair = card with { Levels = before is null ? [level] : [before, level] };
        return $"{Sheets.Step(pair).Markdown()}\n"
            + $"Below the latencies: what share failed, and for how long somebody was without service. "
            + $"{Words.HowFaults(card)} {Words.Provenance(card)}\n";
    }

    private static string List(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"- {line}"));
}
