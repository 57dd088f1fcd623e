using System.Diagnostics;
using System.Text;

namespace Aspire.Hosting;

/// <summary>
/// Runs commands as an ordinary user. PostgreSQL refuses to run as root; where the host isn't root
/// this changes nothing.
/// </summary>
internal static class Unprivileged
{
    private const string User = "postgres";

    private static readonly string[] Drop =
        ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--"];

    public static bool IsNeeded { get; } = Environment.IsPrivilegedProcess;

    /// <summary>The same command, as it must be typed so that it runs without privileges.</summary>
    /// <remarks>setpriv replaces itself with the command: the process keeps its id.</remarks>
    public static string[] Wrap(params string[] command) =>
        IsNeeded ? [.. Drop, .. command] : command;

    /// <summary>Runs a command to its end and returns what it said.</summary>
    /// <exception cref="DistributedApplicationException">It failed; its first complaint is the text.</exception>
    public static async Task<string> RunAsync(
        string[] command,
        string? input,
        CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? output
            : throw new DistributedApplicationException(Explain(command, await errors));
    }

    // A full disk makes some programs complain about every file; the first time is enough.
    private static string Explain(string[] command, string errors)
    {
        var reason = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        var hint = reason?.Contains("No space left") == true
            ? ". Free some space there, or set TMPDIR to another directory."
            : "";
        return (reason ?? $"{string.Join(' ', command)} failed") + hint;
    }

    /// <summary>Writes a file, and its directory, that only this user and nobody else can read.</summary>
    public static async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        var directory = RunDirectory.Create(Path.GetDirectoryName(file)!);
        var draft = $"{file}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var stream = new FileStream(draft, options))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        }

        await OwnAsync(directory, cancellation);
        // Whoever watches the file sees the old one or the new one, never a half.
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>Hands a directory over to the user that will work in it.</summary>
    public static async Task OwnAsync(string directory, CancellationToken cancellation)
    {
        if (IsNeeded)
        {
            await RunAsync(["chown", "-R", $"{User}:{User}", directory], null, cancellation);
            // A strict umask of root would leave it where its owner can't come.
            await RunAsync(["chmod", "go+x", Path.GetDirectoryName(directory)!], null, cancellation);
        }
    }
}
