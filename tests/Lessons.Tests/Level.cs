using System.Reflection;
using System.Text.RegularExpressions;

namespace Lessons.Tests;

/// <summary>A level's folder, read as a lesson.</summary>
public sealed partial record Level(string Folder)
{
    public static readonly string Repository = Path.GetFullPath(
        typeof(Level).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "repository").Value!);

    /// <summary>All levels in order.</summary>
    public static IReadOnlyList<Level> All { get; } =
        [.. Directory.GetDirectories(Repository, "level?-*").Order().Select(folder => new Level(folder))];

    public string Name => Path.GetFileName(Folder);

    public string Readme => File.ReadAllText(Path.Combine(Folder, "README.md"));

    /// <summary>Its files, relative, without what a build may leave behind.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Where(file => !BuildOutput().IsMatch(file))
            .Order(StringComparer.Ordinal),];

    /// <summary>Its C# files.</summary>
    public IEnumerable<string> Sources => Files.Where(file => file.EndsWith(".cs"));

    /// <summary>
    /// The paths in the first column of the table under "What changed"; one that ends with a slash
    /// stands for all below it.
    /// </summary>
    public IReadOnlyList<string> Changed =>
        [.. Section("What changed").Split('\n')
            .Select(line => FirstColumn().Match(line))
            .Where(match => match.Success)
            .SelectMany(match => Paths().Matches(match.Value).Select(path => path.Groups[1].Value)),];

    public IReadOnlyList<string> Headings =>
        [.. Heading().Matches(Readme).Select(match => match.Groups[1].Value)];

    public string Section(string heading)
    {
        var start = Readme.IndexOf($"\n## {heading}", StringComparison.Ordinal);
        var end = start < 0 ? -1 : Readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return start < 0 ? "" : end < 0 ? Readme[start..] : Readme[start..end];
    }

    public bool Lists(string file) =>
        Changed.Any(path => path == file || (path.EndsWith('/') && file.StartsWith(path)));

    public byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));

    public override string ToString() => Name;

    [GeneratedRegex(@"(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"^\|[^|]*\|")]
    private static partial Regex FirstColumn();

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex Paths();

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
