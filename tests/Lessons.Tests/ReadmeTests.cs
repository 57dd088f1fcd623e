using System.Text.RegularExpressions;

namespace Lessons.Tests;

public sealed class ReadmeTests
{
    private static readonly string[] Sections =
    [
        "The picture",
        "Why",
        "Run",
        "What changed",
        "Break it",
        "Scorecard",
        "Still broken",
        "A real system would…",
    ];

    public static TheoryData<Level> Levels => [.. Level.All];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Has_a_gain_with_a_number_and_then_always_the_same_sections(Level level)
    {
        Assert.Equal(Sections, level.Headings);
        Assert.Matches(@"^# Level \d – .+\n\n\*\*[^*]*\d[^*]*\*\*", level.Readme);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Tells_how_to_run_every_demo_and_no_other(Level level)
    {
        var told = Regex.Matches(level.Readme, @"^\./run \d demo ([a-z-]+)", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value)
            .Order();
        var there = Directory.GetFiles(Path.Combine(level.Folder, "Demos"), "*.cs")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "new\\(\\s*\"([a-z-]+)\",").Select(match => match.Groups[1].Value))
            .Order();

        Assert.Equal(there, told);
    }

    [Fact]
    public void Links_lead_to_files_that_exist()
    {
        var broken =
            from readme in Readmes
            from link in Regex.Matches(File.ReadAllText(readme), @"\]\((?!http)([^)#]+)").Select(match => match.Groups[1].Value)
            let target = Path.Combine(Path.GetDirectoryName(readme)!, link)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{readme}: {link}";

        Assert.Empty(broken);
    }

    [Fact]
    public void No_page_has_a_gap_that_was_to_be_filled()
    {
        var gaps =
            from readme in Readmes
            from gap in Regex.Matches(File.ReadAllText(readme), "@[A-Z]+@").Select(match => match.Value)
            select $"{readme}: {gap}";

        Assert.Empty(gaps);
    }

    private static IEnumerable<string> Readmes =>
        Directory.GetDirectories(Level.Repository)
            .Append(Level.Repository)
            .Select(folder => Path.Combine(folder, "README.md"))
            .Where(File.Exists);
}
