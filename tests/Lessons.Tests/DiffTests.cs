namespace Lessons.Tests;

/// <summary>The diff between two levels is what its README says, and nothing else.</summary>
public sealed class DiffTests
{
    private static IEnumerable<(Level Before, Level After)> Steps => Level.All.Zip(Level.All.Skip(1));

    [Fact]
    public void A_file_that_is_not_listed_as_changed_is_the_same_as_before()
    {
        var silent =
            from step in Steps
            from file in step.Before.Files.Intersect(step.After.Files)
            where !step.After.Lists(file) && file != "README.md"
            where !step.Before.Read(file).SequenceEqual(step.After.Read(file))
            select $"{step.After.Name}/{file}";

        Assert.Empty(silent);
    }

    [Fact]
    public void A_file_that_came_or_went_is_listed()
    {
        var silent =
            from step in Steps
            from file in step.Before.Files.Except(step.After.Files).Union(step.After.Files.Except(step.Before.Files))
            where !step.After.Lists(file)
            select $"{step.After.Name}/{file}";

        Assert.Empty(silent);
    }

    [Fact]
    public void Whatever_is_listed_as_changed_has_changed()
    {
        var boasts =
            from step in Steps
            from path in step.After.Changed
            where !Differs(step, path)
            select $"{step.After.Name}: {path}";

        Assert.Empty(boasts);
    }

    [Fact]
    public void No_line_changed_in_its_white_space_only()
    {
        var noise =
            from step in Steps
            from file in step.Before.Files.Intersect(step.After.Files)
            where !step.Before.Read(file).SequenceEqual(step.After.Read(file))
            where Words(step.Before, file).SequenceEqual(Words(step.After, file))
            select $"{step.After.Name}/{file}";

        Assert.Empty(noise);
    }

    [Fact]
    public void No_file_below_a_level_names_a_level()
    {
        var named =
            from level in Level.All
            from file in level.Files
            where file.EndsWith(".cs") || file.EndsWith(".csproj") || file.EndsWith(".sql")
            let text = File.ReadAllText(Path.Combine(level.Folder, file))
            where System.Text.RegularExpressions.Regex.IsMatch(text, @"\b[Ll]evel ?\d")
            select $"{level.Name}/{file}";

        Assert.Empty(named);
    }

    private static bool Differs((Level Before, Level After) step, string path)
    {
        var files = step.Before.Files.Union(step.After.Files)
            .Where(file => file == path || (path.EndsWith('/') && file.StartsWith(path)));
        return files.Any(file =>
            !step.Before.Files.Contains(file)
            || !step.After.Files.Contains(file)
            || !step.Before.Read(file).SequenceEqual(step.After.Read(file)));
    }

    private static IEnumerable<string> Words(Level level, string file) =>
        File.ReadAllText(Path.Combine(level.Folder, file))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
