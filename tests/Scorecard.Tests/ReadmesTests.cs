namespace ScorecardTests;

public sealed class ReadmesTests
{
    private const string Page = "# Level\n\n## Scorecard\n\nby hand\n\n## Still broken\n\n- all\n";

    [Fact]
    public void The_first_time_the_section_gets_its_marks()
    {
        var page = Readmes.Replace(Page, "| a |");

        Assert.Equal($"# Level\n\n## Scorecard\n\n{Readmes.Begin}\n\n| a |\n\n{Readmes.End}\n\n## Still broken\n\n- all\n", page);
    }

    [Fact]
    public void Later_only_what_is_between_the_marks_changes()
    {
        var once = Readmes.Replace(Page, "| a |");
        var told = once.Replace("## Scorecard\n", "## Scorecard\n\nWords of people.\n");

        Assert.Equal(told.Replace("| a |", "| b |"), Readmes.Replace(told, "| b |"));
    }

    [Fact]
    public void Writing_the_same_twice_changes_nothing()
    {
        var once = Readmes.Replace(Page, "| a |");

        Assert.Equal(once, Readmes.Replace(once, "| a |"));
    }

    [Fact]
    public void A_card_without_some_level_writes_no_half_tables()
    {
        var repository = Directory.CreateTempSubdirectory("readmes-").FullName;
        string[] all = ["level1-sample", "level2-sample", "level3-sample", "level4-sample"];
        foreach (var folder in all.Append("."))
        {
            Directory.CreateDirectory(Path.Combine(repository, folder));
            File.WriteAllText(Path.Combine(repository, folder, "README.md"), Page);
        }

        var card = Sample.Card();
        var left = Readmes.Write(repository, card with { Levels = [card.Levels[0], card.Levels[2]] }, all);

        var pages = all.Append(".").ToDictionary(
            folder => folder, folder => File.ReadAllText(Path.Combine(repository, folder, "README.md")) == Page);
        Directory.Delete(repository, recursive: true);
        Assert.Equal([false, true, true, true, true], pages.Values);
        Assert.Equal(
            ["level2-sample/README.md", "level3-sample/README.md", "level4-sample/README.md", "README.md"],
            left.Select(page => page.Replace('\\', '/')));
    }

    [Fact]
    public void A_page_without_a_place_for_it_stays_as_it_is() =>
        Assert.Equal("# Shop\n", Readmes.Replace("# Shop\n", "| a |"));
}
