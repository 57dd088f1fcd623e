using System.Globalization;

namespace Aspire.Hosting;

/// <summary>A table in a README that a demo writes, between two marks and nowhere else.</summary>
internal static class MeasuredTable
{
    /// <summary>Puts what was compared into the README of a level's folder.</summary>
    /// <returns>What to tell whoever asked for it.</returns>
    public static async Task<string> WriteAsync(string folder, DemoReport report)
    {
        var file = Path.Combine(folder, "README.md");
        if (report is not { Held: true, Comparison: { } comparison })
        {
            return $"Nothing was written: only a demo that holds, and compares, has a table for {file}.";
        }

        var page = await File.ReadAllTextAsync(file);
        var written = Replace(page, report.Demo, comparison, report.Date);
        await File.WriteAllTextAsync(file, written);
        return written == page ? $"{file} has no place for it." : $"Written into {file}.";
    }

    /// <summary>The page with the table between the demo's marks; as it was, if it has none.</summary>
    internal static string Replace(string page, string demo, Comparison comparison, DateTimeOffset date)
    {
        var begin = $"<!-- measured by: demo {demo} --write -->\n";
        const string end = "<!-- /measured -->";
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : page.IndexOf(end, from, StringComparison.Ordinal);
        if (to < 0)
        {
            return page;
        }

        var when = date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return $"{page[..(from + begin.Length)]}\n{comparison.ToMarkdown()}\n\nMeasured on {when}.\n\n{page[to..]}";
    }
}
