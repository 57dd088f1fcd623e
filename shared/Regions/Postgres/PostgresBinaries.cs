namespace Aspire.Hosting;

/// <summary>Finds PostgreSQL's programs, which most systems keep off the PATH.</summary>
internal static class PostgresBinaries
{
    private static readonly string[] Roots =
        ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/pgsql"];

    /// <exception cref="DistributedApplicationException">PostgreSQL isn't installed.</exception>
    public static string Find(string program) =>
        Candidates(program).FirstOrDefault(File.Exists)
        ?? throw new DistributedApplicationException(
            "PostgreSQL is not installed: type './run doctor --fix' (it needs PostgreSQL 15 or "
            + "later, on Debian the package 'postgresql').");

    /// <summary>The newest version first, then whatever the PATH has.</summary>
    private static IEnumerable<string> Candidates(string program)
    {
        var homes = Roots
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .OrderByDescending(Version)
            .Select(home => Path.Combine(home, "bin"));
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        return homes.Concat(path).Select(folder => Path.Combine(folder, program));
    }

    private static int Version(string home) =>
        int.TryParse(Path.GetFileName(home).Split('@')[^1], out var version) ? version : 0;
}
