namespace Shop.Scorecard;

/// <summary>Writes figures into pages that people write, between two marks and nowhere else.</summary>
internal static class Readmes
{
    public const string Begin = "<!-- scorecard: written by ./run scorecard --write -->";
    public const string End = "<!-- /scorecard -->";

    private const string Heading = "## Scorecard\n";

    /// <summary>Writes what the card can fill: a level stands beside the one before it, and all in front.</summary>
    /// <param name="all">The folders of all levels, in their order.</param>
    /// <returns>The READMEs that were left as they are.</returns>
    public static IReadOnlyList<string> Write(string repository, Card card, IReadOnlyList<string> all)
    {
        var left = new List<string>();
        foreach (var (folder, before) in all.Zip(all.Prepend(all[0])))
        {
            var page = Path.Combine(folder, "README.md");
            if (card.Levels.FirstOrDefault(one => one.Folder == folder) is { } level
                && card.Levels.Any(one => one.Folder == before))
            {
                Edit(Path.Combine(repository, page), MarkdownPage.Section(card, level));
            }
            else
            {
                left.Add(page);
            }
        }

        if (left.Count > 0)
        {
            return [.. left, "README.md"];
        }

        Edit(Path.Combine(repository, "README.md"), MarkdownPage.Summary(card));
        return left;
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
