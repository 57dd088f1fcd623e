namespace Shop.Scorecard;

/// <summary>Writes figures into pages that people write, between two marks and nowhere else.</summary>
internal static class Readmes
{
    public const string Begin = "<!-- scorecard: written by ./run scorecard --write -->";
    public const string End = "<!-- /scorecard -->";

    private const string Heading = "## Scorecard\n";

    public static void Write(string repository, Card card)
    {
        foreach (var level in card.Levels)
        {
            Edit(Path.Combine(repository, level.Folder, "README.md"), MarkdownPage.Section(card, level));
        }

        Edit(Path.Combine(repository, "README.md"), MarkdownPage.Summary(card));
    }

    /// <summary>
    /// Replaces what is between the marks. Without marks, the body of the section called Scorecard
    /// becomes what is between them; without such a section nothing changes.
    /// </summary>
    internal static string Replace(string page, string figures)
    {
        var block = $"{Begin}\n\n{figures.Trim()}\n\n{End}\n";
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin >= 0 && end > begin)
        {
            return page[..begin] + block + page[(end + End.Length)..].TrimStart('\n').Insert(0, "\n");
        }

        var heading = page.IndexOf(Heading, StringComparison.Ordinal);
        if (heading < 0)
        {
            return page;
        }

        var body = heading + Heading.Length;
        var next = page.IndexOf("\n## ", body, StringComparison.Ordinal);
        return $"{page[..body]}\n{block}{(next < 0 ? "" : page[next..])}";
    }

    private static void Edit(string file, string figures)
    {
        if (File.Exists(file))
        {
            File.WriteAllText(file, Replace(File.ReadAllText(file), figures));
        }
    }
}
