namespace Aspire.Hosting;

/// <summary>What a demo compares, ready to be shown: in the terminal and in the level's README.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">As many cells each as there are headings.</param>
public sealed record Comparison(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>As a table in Markdown, without a line end after it.</summary>
    public string ToMarkdown() =>
        string.Join('\n', [Line(Columns), Line([.. Columns.Select(_ => "---")]), .. Rows.Select(Line)]);

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
