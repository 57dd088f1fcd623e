using System.Diagnostics;

namespace Shop;

/// <summary>
/// Brings a node whose history has parted from the leader's back to it, or lets one step down with
/// nothing to bring back. Both take a stop: while the file PGHOLD exists, whoever runs the database
/// leaves it stopped.
/// </summary>
internal sealed class Repair(Node node, IConfiguration settings, ILogger<Repair> logger)
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // A database that has nobody to follow looks for new timelines as often as its setting
    // wal_retrieve_retry_interval says, here every 20 ms.
    private static readonly TimeSpan UntilSeen = TimeSpan.FromMilliseconds(30);

    // What the hold says of a database that is only stopped, and not in pieces.
    private const string Whole = "whole";

    private readonly string data = settings["PGDATA"]!;
    private readonly string hold = settings["PGHOLD"]!;

    /// <summary>Whether an earlier repair was interrupted: what is left may be no database.</summary>
    public bool WasInterrupted => File.Exists(hold) && !WasStopped;

    /// <summary>Whether somebody was interrupted who stepped down: nothing is wrong with the database.</summary>
    public bool WasStopped => File.Exists(hold) && File.ReadAllText(hold) == Whole;

    /// <summary>
    /// Tells the database where the leader's timeline began. It would find out by itself: it would
    /// first follow the old one to its end and then connect anew, seven times across the ocean.
    /// </summary>
    public async Task LearnAsync(Opening start)
    {
        var file = Path.Combine(data, Node.HistoryFile(start.Timeline));
        if (start.History is null || File.Exists(file))
            return;
        var made = Path.Combine(data, "history"); // It must not be seen half written.
        await File.WriteAllTextAsync(made, start.History);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(made, Everybody); // It belongs to root, but is the database's.
        File.Move(made, file, overwrite: true);
        await Task.Delay(UntilSeen);
    }

    /// <summary>
    /// Stops who is about to step down. A server that is stopped properly ends only when the copies that
    /// are connected have all of its log; with one more line in it than that, it would have to be rewound.
    /// </summary>
    /// <returns>Whether it did. If not, a copy was too slow to be waited for.</returns>
    public async Task<bool> StopAsync()
    {
        await File.WriteAllTextAsync(hold, Whole);
        if (await RunAsync("pg_ctl", "stop", "-D", data, "-m", "fast", "-t", "1"))
            return true;
        await RunAsync("pg_ctl", "stop", "-D", data, "-m", "immediate", "-t", "5");
        return false;
    }

    /// <summary>Lets what was stopped start again, as a copy or as what it was.</summary>
    /// <param name="leader">Whose copy; null to go on as before.</param>
    public async Task StartAsync(string? leader)
    {
        node.Forget();
        if (leader is not null)
            await FollowAtStartAsync(leader);
        File.Delete(hold);
    }

    /// <summary>Undoes what this node alone has, and lets it follow.</summary>
    /// <param name="leader">Whom.</param>
    /// <param name="fromScratch">Whether nothing of what is there shall be trusted.</param>
    /// <returns>
    /// How: <c>rewound</c> or <c>copied</c>. Null: the way to the leader broke off, and the database
    /// stays stopped until another try succeeds.
    /// </returns>
    public async Task<string?> RejoinAsync(string leader, bool fromScratch)
    {
        var isBroken = fromScratch || WasInterrupted;
        await File.WriteAllTextAsync(hold, "");
        await RunAsync("pg_ctl", "stop", "-D", data, "-m", "fast", "-t", "5");
        await RunAsync("pg_ctl", "stop", "-D", data, "-m", "immediate", "-t", "5");
        var isRewound = !isBroken && await RewindAsync(leader);
        if (!isRewound && !await CopyAsync(leader))
            return null;
        await StartAsync(leader);
        return isRewound ? "rewound" : "copied";
    }

    // Copies only the pages that have changed since the histories parted.
    private Task<bool> RewindAsync(string leader) => RunAsync(
        "pg_rewind",
        "--target-pgdata", data,
        "--source-server", node.ConnectionTo(leader),
        "--no-sync");

    // Everything, across the ocean. Only where pages can't be compared any more.
    private Task<bool> CopyAsync(string leader)
    {
        foreach (var entry in new DirectoryInfo(data).EnumerateFileSystemInfos())
            (entry as DirectoryInfo)?.Delete(recursive: true);
        foreach (var file in Directory.EnumerateFiles(data))
            File.Delete(file);
        return RunAsync(
            "pg_basebackup",
            "-D", data,
            "-d", node.ConnectionTo(leader),
            "--checkpoint=fast",
            "--no-sync");
    }

    // Settings and all, the files are the leader's now; and nobody gets the log from here any more.
    private async Task FollowAtStartAsync(string leader)
    {
        foreach (var slot in Directory.EnumerateDirectories(Path.Combine(data, "pg_replslot")))
            Directory.Delete(slot, recursive: true);
        await File.WriteAllTextAsync(
            Path.Combine(data, "postgresql.auto.conf"),
            $"""
            primary_conninfo = '{node.ConnectionTo(leader)}'
            primary_slot_name = '{Node.SlotOf(node.Name)}'

            """);
        await File.WriteAllTextAsync(Path.Combine(data, "standby.signal"), "");
    }

    private async Task<bool> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(settings["PGBIN"]!, program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        // PostgreSQL's programs refuse to run as root.
        if (Environment.IsPrivilegedProcess)
            start.UserName = "postgres";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            logger.LogWarning(
                "{Program}: {Errors}", program, (await errors).ReplaceLineEndings(" "));
        return process.ExitCode == 0;
    }
}
