using System.Security.Cryptography;

namespace Aspire.Hosting;

/// <summary>
/// The directory and the password that all nodes of a replicated server begin with. A first base
/// backup across an ocean would take seconds; that all nodes are on one machine saves them.
/// </summary>
internal sealed class PostgresSeed
{
    private readonly Lock gate = new();
    private Task? made;

    /// <param name="directory">Where the seed is made.</param>
    public PostgresSeed(string directory)
    {
        Directory = directory;
        PasswordFile = Path.Combine($"{directory}.pass", "pgpass");
        // Nodes whose data was kept know the password of then.
        Password = File.Exists(PasswordFile)
            ? File.ReadAllText(PasswordFile).Trim().Split(':')[^1]
            : NewPassword();
    }

    public string Directory { get; }

    /// <summary>
    /// Has the password, for connections from node to node: in their settings it would be readable
    /// in PostgreSQL's log.
    /// </summary>
    public string PasswordFile { get; }

    public string Password { get; }

    public static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whoever calls first makes the seed; the others wait for it.</summary>
    public Task MakeOnceAsync(Func<Task> make)
    {
        lock (gate)
        {
            return made ??= MakeAsync(make);
        }
    }

    private async Task MakeAsync(Func<Task> make)
    {
        await Unprivileged.WriteAsync(
            PasswordFile, $"*:*:*:{PostgresResource.User}:{Password}\n", CancellationToken.None);
        await make();
    }
}
