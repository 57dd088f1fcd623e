using System.Text.RegularExpressions;

namespace Shop.Scorecard;

/// <summary>A level that is there.</summary>
/// <param name="Key">What follows <c>./run</c>: 1, 2, …, bonus.</param>
/// <param name="Folder">Its full path.</param>
internal sealed partial record LevelFolder(string Key, string Folder)
{
    public string Name => Path.GetFileName(Folder);

    /// <summary>The first heading of its README.</summary>
    public string Title
    {
        get
        {
            var readme = Path.Combine(Folder, "README.md");
            var heading = File.Exists(readme) ? File.ReadLines(readme).FirstOrDefault() : null;
            return heading?.StartsWith("# ", StringComparison.Ordinal) == true ? heading[2..] : Name;
        }
    }

    /// <summary>Its host, as the build leaves it.</summary>
    public string Assembly(string repository)
    {
        var brief = Name.Split('-')[0];
        return Path.Combine(repository, "artifacts", "bin", $"{brief}.AppHost", "debug", $"{brief}.AppHost.dll");
    }

    /// <summary>All levels of a repository in order, the bonus last.</summary>
    public static IReadOnlyList<LevelFolder> In(string repository) =>
        [.. Directory.GetDirectories(repository)
            .Where(folder => File.Exists(Path.Combine(folder, "AppHost.csproj")))
            .Select(folder => (folder, match: Pattern().Match(Path.GetFileName(folder))))
            .Where(one => one.match.Success)
            .Select(one => new LevelFolder(
                one.match.Groups["number"].Success ? one.match.Groups["number"].Value : "bonus",
                one.folder))
            .OrderBy(level => level.Key, StringComparer.Ordinal),];

    [GeneratedRegex(@"^(level(?<number>\d)|bonus)-", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();
}
