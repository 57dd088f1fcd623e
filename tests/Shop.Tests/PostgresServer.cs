using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Shop.Tests;

/// <summary>A real PostgreSQL server in a temporary directory, gone when disposed.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string directory =
        Path.Combine(Path.GetTempPath(), $"shop-{Guid.NewGuid().ToString("N")[..8]}");

    private readonly int port = FreePort.Next();
    private int databases;

    /// <summary>Whom it follows as a copy; null if it stands alone.</summary>
    internal PostgresServer? Leader { get; init; }

    /// <summary>More arguments for its start.</summary>
    internal string Settings { get; init; } = "";

    /// <summary>Tables and log.</summary>
    public string Data => Path.Combine(directory, "data");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(directory);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", directory);
        await (Leader is null
            ? RunAsPostgresAsync(
                "initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8",
                "--locale=C")
            : RunAsPostgresAsync(
                "pg_basebackup", "-D", Data, "-h", "127.0.0.1", "-p", $"{Leader.port}",
                "-U", "postgres", "-c", "fast", "--no-sync", "--write-recovery-conf"));
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync("immediate");
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    public Task StartAsync() => RunAsPostgresAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(directory, "log"), "-o",
        $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off "
            + Settings,
        "start");

    /// <summary>Ends all connections, as a restart or a crash would.</summary>
    /// <param name="mode">With "immediate" it comes up again as after a crash.</param>
    public Task StopAsync(string mode = "fast") =>
        RunAsPostgresAsync("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    /// <returns>The connection string of a new, empty database.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"shop{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.ExecuteAsync($"create database {name}");
        return ConnectionString(name);
    }

    internal string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};GssEncryptionMode=Disable";

    private static Task RunAsPostgresAsync(string program, params string[] arguments)
    {
        var binaries = Directory.GetDirectories("/usr/lib/postgresql").Order().Last();
        return RunAsync(
            Path.Combine(binaries, "bin", program),
            Environment.IsPrivilegedProcess ? "postgres" : null,
            arguments);
    }

    private static Task RunAsync(string program, params string[] arguments) =>
        RunAsync(program, user: null, arguments);

    // PostgreSQL refuses to run as root.
    private static async Task RunAsync(string program, string? user, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };
        if (user is not null)
            start.UserName = user;
        start.Environment["LC_ALL"] = "C";
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}.");
    }
}
