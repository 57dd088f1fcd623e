namespace Shop.Scorecard;

/// <summary>How much of a level's code is new against the level before.</summary>
internal static class FolderDiff
{
    private static readonly HashSet<string> Code = [".cs", ".csproj", ".sql", ".js", ".css", ".html", ".yml"];

    /// <summary>Counts lines; READMEs, pictures and what a build leaves behind don't count.</summary>
    public static LinesChanged Of(string before, string after)
    {
        var (old, young) = (Read(before), Read(after));
        var (added, removed, files, same) = (0, 0, 0, 0);
        foreach (var path in old.Keys.Union(young.Keys))
        {
            var one = old.GetValueOrDefault(path, []);
            var other = young.GetValueOrDefault(path, []);
            var common = Common(one, other);
            added += other.Length - common;
            removed += one.Length - common;
            var isSame = common == one.Length && common == other.Length;
            files += isSame ? 0 : 1;
            same += isSame ? 1 : 0;
        }

        return new LinesChanged(added, removed, files, same);
    }

    private static Dictionary<string, string[]> Read(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (file, path: Path.GetRelativePath(folder, file)))
            .Where(one => Code.Contains(Path.GetExtension(one.file)))
            .Where(one => !one.path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .ToDictionary(one => one.path, one => File.ReadAllLines(one.file));

    /// <summary>The length of the longest common subsequence.</summary>
    internal static int Common(string[] one, string[] other)
    {
        var row = new int[other.Length + 1];
        foreach (var line in one)
        {
            var diagonal = 0;
            for (var at = 1; at <= other.Length; at++)
            {
                var above = row[at];
                row[at] = line == other[at - 1] ? diagonal + 1 : Math.Max(above, row[at - 1]);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
