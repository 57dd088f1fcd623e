using System.Net;

namespace Shop.Scorecard;

/// <summary>A table that a page and a Markdown file both can show.</summary>
/// <param name="Total">Whether the last row is a sum.</param>
internal sealed record Sheet(
    IReadOnlyList<string> Head,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    bool Total = false)
{
    public string Html()
    {
        var head = string.Concat(Head.Select(cell => $"<th>{WebUtility.HtmlEncode(cell)}</th>"));
        var rows = Rows.Select((row, number) =>
            $"<tr{(Total && number == Rows.Count - 1 ? " class=\"total\"" : "")}>{Cells(row)}</tr>");
        return $"<div class=\"panel\"><table><tr>{head}</tr>{string.Concat(rows)}</table></div>";
    }

    public string Markdown()
    {
        var rule = Head.Select((_, column) => column == 0 ? "---" : "---:");
        return string.Concat(new[] { Head, rule }.Concat(Rows).Select(row => $"| {string.Join(" | ", row)} |\n"));
    }

    private static string Cells(IEnumerable<string> row) =>
        string.Concat(row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>"));
}
