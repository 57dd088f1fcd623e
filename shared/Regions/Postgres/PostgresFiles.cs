using System.Reflection;

namespace Aspire.Hosting;

/// <summary>
/// A data directory for one run. The first run on a machine lets initdb make a template; every
/// later one copies it, which is five times faster.
/// </summary>
internal sealed class PostgresFiles(PostgresResource server, bool isOpenToAll)
{
    private static readonly SemaphoreSlim Template = new(1, 1);

    private readonly string directory = server.Directory;
    private bool prepared;

    /// <summary>
    /// Makes the directory with its password and its database before the first start of a run. A
    /// later start, after a crash, finds everything as the crash left it.
    /// </summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (prepared)
        {
            return;
        }

        // What is there was kept, and is whole: it was made under another name. Or its agent knows
        // better, which was interrupted while it copied everything from the leader.
        if (Directory.Exists(directory))
        {
            await KeepAsync(cancellation);
        }
        else if (server.Seed is { } seed)
        {
            // Its nodes begin as copies of one directory: one server with one history.
            await seed.MakeOnceAsync(() => MakeAsync(seed.Directory, default));
            await MakeWholeAsync(directory, made => CopySeedAsync(seed, made, cancellation));
        }
        else
        {
            await MakeAsync(directory, cancellation);
        }

        prepared = true;
    }

    // The rename is atomic: whatever interrupts this leaves nothing that looks finished.
    private static async Task MakeWholeAsync(string directory, Func<string, Task> make)
    {
        var made = $"{directory}.new";
        RunDirectory.Create(Path.GetDirectoryName(made)!);
        if (Directory.Exists(made))
        {
            Directory.Delete(made, recursive: true);
        }

        await make(made);
        Directory.Move(made, directory);
    }

    private Task MakeAsync(string directory, CancellationToken cancellation) =>
        Directory.Exists(directory)
            ? Task.CompletedTask
            : MakeWholeAsync(directory, async made =>
            {
                await CopyAsync(await TemplateAsync(cancellation), made, cancellation);
                await SetUpAsync(made, $"CREATE DATABASE {server.Database}\n", cancellation);
            });

    private async Task CopySeedAsync(PostgresSeed seed, string made, CancellationToken cancellation)
    {
        await CopyAsync(seed.Directory, made, cancellation);
        if (server.IsCopy)
        {
            await Unprivileged.WriteAsync(Path.Combine(made, "standby.signal"), "", cancellation);
        }
    }

    // Alone, it has a new password in each run. Nodes of a cluster still know theirs.
    private Task KeepAsync(CancellationToken cancellation) =>
        server.Seed is null ? SetUpAsync(directory, "", cancellation) : Task.CompletedTask;

    private async Task SetUpAsync(string made, string more, CancellationToken cancellation)
    {
        var rule = isOpenToAll ? "trust" : "scram-sha-256";
        // Between the nodes of a cluster a plain password: SCRAM takes a round trip more, and at a
        // failover all customers wait for it. A real system would put TLS around it.
        var nodes = server.Seed is null ? "" : "host replication all 127.0.0.1/32 password\n";
        var rules = $"{nodes}host all,replication all 127.0.0.1/32 {rule}\n";
        await File.WriteAllTextAsync(Path.Combine(made, "pg_hba.conf"), rules, cancellation);
        await Unprivileged.OwnAsync(made, cancellation);
        var setup = $"ALTER ROLE postgres PASSWORD '{server.Password}'\n{more}";
        await Unprivileged.RunAsync(Single(made, "postgres"), setup, cancellation);
    }

    // The server as a program for one, without a port: each line is a command.
    private static string[] Single(string directory, string database) => Unprivileged.Wrap(
        PostgresBinaries.Find("postgres"), "--single", "-F", "-D", directory, database);

    private static async Task<string> TemplateAsync(CancellationToken cancellation)
    {
        var home = Path.GetDirectoryName(PostgresBinaries.Find("initdb"))!;
        var version = Path.GetFileName(Path.GetDirectoryName(home));
        var template = Path.Combine(Artifacts(), $"postgres-{version}-{Environment.UserName}-v2");
        await Template.WaitAsync(cancellation);
        try
        {
            return Directory.Exists(template)
                ? template
                : await MakeTemplateAsync(template, cancellation);
        }
        finally
        {
            Template.Release();
        }
    }

    // initdb runs in the run's own directory, because its user may not enter the repository.
    // The rename at the end is atomic: two levels may do this at the same time.
    private static async Task<string> MakeTemplateAsync(string template, CancellationToken cancellation)
    {
        var made = RunDirectory.Create(Path.Combine(RunDirectory.Path, "template"));
        await Unprivileged.OwnAsync(made, cancellation);
        var initdb = Unprivileged.Wrap(
            PostgresBinaries.Find("initdb"),
            "-D", made,
            "-U", "postgres",
            "--auth=trust", // Until the copy gets its password and its rules.
            "--encoding=UTF8",
            "--no-locale",
            "--wal-segsize=4",
            "--no-sync");
        await Unprivileged.RunAsync(initdb, null, cancellation);
        // A quarter of all files that each run copies and removes again, and nobody needs them.
        await Unprivileged.RunAsync(
            Single(made, "template1"),
            "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'\n"
                + "DROP DATABASE template0\n",
            cancellation);
        var copy = $"{template}.{Environment.ProcessId}";
        try
        {
            await CopyAsync(made, copy, cancellation);
            Directory.Move(copy, template);
            return template;
        }
        catch (IOException) when (Directory.Exists(template))
        {
            Directory.Delete(copy, recursive: true);
            return template;
        }
        catch (DistributedApplicationException)
        {
            // Somebody else's build folder: this run does without a lasting template.
            return made;
        }
    }

    // PostgreSQL insists on a directory that only its owner can enter: the copy keeps the mode.
    private static Task CopyAsync(string from, string to, CancellationToken cancellation) =>
        Unprivileged.RunAsync(["cp", "-Rp", from, to], null, cancellation);

    private static string Artifacts()
    {
        var folder = typeof(PostgresFiles).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "artifacts")
            .Value!;
        return folder;
    }
}
