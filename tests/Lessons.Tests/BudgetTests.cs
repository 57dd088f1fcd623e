using System.Text.RegularExpressions;

namespace Lessons.Tests;

/// <summary>Levels stay small enough to be read aloud: a table of their sizes, and hard limits.</summary>
public sealed partial class BudgetTests(ITestOutputHelper output)
{
    private static readonly (string What, int Limit, Func<Level, int> Of)[] Budgets =
    [
        ("longest file, lines", 200, level => level.Sources.Max(file => level.Lines(file).Length)),
        ("widest line, columns", 120, level => level.Sources.Max(file => level.Lines(file).Max(line => line.Length))),
        ("AppHost.cs, lines", 110, level => level.Lines("AppHost.cs").Length),
        ("longest Program.cs, lines", 65, level => level.Sources
            .Where(file => Path.GetFileName(file) == "Program.cs")
            .Max(file => level.Lines(file).Length)),
        ("projects", 14, level => level.Files.Count(file => file.EndsWith(".csproj"))),
        ("folders within folders", 4, level => level.Sources.Max(file => file.Count(one => one == '/'))),
        ("comments, % of lines", 30, level => Share(level, line => line.TrimStart().StartsWith("//"))),
        ("README, lines", 300, level => level.Lines("README.md").Length),
    ];

    public static TheoryData<string> Names => [.. Budgets.Select(budget => budget.What)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_level_is_over_its_budget(string name)
    {
        var (what, limit, of) = Budgets.Single(budget => budget.What == name);
        var sizes = Level.All.Select(level => (level.Name, Size: of(level))).ToList();

        output.WriteLine($"{what}: {string.Join(", ", sizes.Select(one => one.Size))} (at most {limit})");

        Assert.DoesNotContain(sizes, one => one.Size > limit);
    }

    [Fact]
    public void Most_files_of_a_level_are_those_of_the_one_before()
    {
        var same = Level.All.Zip(Level.All.Skip(1), (before, after) =>
        {
            var both = before.Files.Intersect(after.Files).ToList();
            return (after.Name, Percent: 100 * both.Count(file => before.Read(file).SequenceEqual(after.Read(file))) / both.Count);
        }).ToList();

        output.WriteLine($"files left as they were, %: {string.Join(", ", same)} (at least 60)");

        Assert.DoesNotContain(same, step => step.Percent < 60);
    }

    [Fact]
    public void The_repository_needs_few_packages()
    {
        var packages = PackageVersion().Count(File.ReadAllText(Path.Combine(Level.Repository, "Directory.Packages.props")));

        output.WriteLine($"packages: {packages} (at most 28, tests' among them)");

        Assert.InRange(packages, 1, 28);
    }

    private static int Share(Level level, Func<string, bool> counts)
    {
        var lines = level.Sources.SelectMany(level.Lines).ToList();
        return 100 * lines.Count(counts) / lines.Count;
    }

    [GeneratedRegex("<PackageVersion ")]
    private static partial Regex PackageVersion();
}
