using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ScorecardTests;

public sealed class PageTests
{
    private static readonly string Html = HtmlPage.Of(Sample.Card());

    [Fact]
    public void The_page_needs_nothing_from_anywhere() =>
        Assert.DoesNotMatch("""(src|href)="(?!#)|@import|url\(""", Html);

    [Fact]
    public void Every_cell_that_leads_to_a_demo_finds_it()
    {
        var targets = Regex.Matches(Html, "href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.Contains($"id=\"{target}\"", Html));
    }

    [Fact]
    public void Every_drawing_is_well_formed_and_within_its_frame()
    {
        var drawings = Regex.Matches(Html, "<svg.*?</svg>", RegexOptions.Singleline);

        Assert.Equal(3 + 2, drawings.Count);
        Assert.All(drawings, drawing => Assert.DoesNotContain("NaN", XElement.Parse(drawing.Value).ToString()));
    }

    [Fact]
    public void Claims_are_text_and_not_markup() => Assert.Contains("&lt;outage&gt;", Html);

    [Fact]
    public void Machine_and_date_are_on_both_pages()
    {
        Assert.Contains("21 November 2026 on 2 cores", Html);
        Assert.Contains("21 November 2026 on 2 cores", MarkdownPage.Of(Sample.Card()));
    }

    [Fact]
    public void A_step_that_bought_something_says_what_and_one_that_did_not_says_so()
    {
        var notes = Notes.Of(Sample.Card());

        Assert.Contains("backend-crash fails 0 % instead of 100 %", notes[0]);
        Assert.Contains("reads in ap-southeast-1 39 times as fast", notes[1]);
        Assert.Contains("8 % of reads stale", notes[1]);
        var idle = Sample.Card() with { Levels = [Sample.Level("1", Sample.Measure(9)), Sample.Level("2", Sample.Measure(9))] };
        Assert.Contains("does not earn", Notes.Of(idle)[0]);
    }

    [Fact]
    public void Markdown_tables_have_as_many_cells_in_each_row()
    {
        var tables = MarkdownPage.Of(Sample.Card()).Split("\n\n").Select(part => part.Trim('\n').Split('\n').Where(line => line.StartsWith('|')));

        Assert.All(tables, table => Assert.True(table.Select(row => row.Count(sign => sign == '|')).Distinct().Count() <= 1));
    }

    [Fact]
    public void A_busy_machine_is_admitted()
    {
        var busy = Sample.Level("1", Sample.Measure(9) with { SentLateP99Ms = 300 });

        Assert.Contains("This machine was busy", HtmlPage.Of(Sample.Card() with { Levels = [busy] }));
        Assert.DoesNotContain("This machine was busy", Html);
    }
}
