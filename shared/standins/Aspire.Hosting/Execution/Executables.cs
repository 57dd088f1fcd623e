namespace Aspire.Hosting.Execution;

/// <summary>Finds programs as a shell does.</summary>
internal static class Executables
{
    internal static string Dotnet { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
                ?? Find("dotnet", ".")
                ?? "dotnet";

    /// <summary>Gives each child a session of its own; missing on some systems.</summary>
    internal static string? Setsid { get; } = Find("setsid", ".");

    /// <param name="folder">Where a relative path with a slash starts.</param>
    /// <returns>The full path, or null if there is no such program.</returns>
    internal static string? Find(string command, string folder)
    {
        if (command.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(command, Path.GetFullPath(folder));
            return IsExecutable(path) ? path : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, command))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Execute =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path)
            && (OperatingSystem.IsWindows()
                || (File.GetUnixFileMode(path) & Execute) != UnixFileMode.None);
    }
}
