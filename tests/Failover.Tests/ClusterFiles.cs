namespace Failover.Tests;

/// <summary>What is on the nodes' disks, and what they say of it.</summary>
public sealed partial class Cluster
{
    /// <summary>Where a node keeps its log.</summary>
    internal string LogOf(string site) => Path.Combine(DirectoryOf(site), "pg_wal");

    /// <summary>Leaves a server and its agent as one that was killed while it stepped down.</summary>
    internal async Task StopHalfWayAsync(string site)
    {
        await Faults.KillAsync($"failover-{site}");
        await File.WriteAllTextAsync($"{DirectoryOf(site)}.hold", "whole");
        await Faults.KillAsync($"database-{site}");
    }

    /// <summary>Does something with a node's files while nobody has them open.</summary>
    internal async Task<bool> WhileDeadAsync(string site, Func<Task<bool>> change)
    {
        var directory = DirectoryOf(site);
        await Faults.KillAsync($"database-{site}");
        await UntilAsync(() => Task.FromResult(!IsInUse(directory)), $"{site}'s server is gone");
        var done = await change();
        await Faults.StartAsync($"database-{site}");
        return done;
    }

    /// <summary>Lets a leader go on with the next file of its log, if it can.</summary>
    internal async Task SwitchLogAsync(string site)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(
                $"{await AddressAsync(site, site)};Timeout=2;Command Timeout=2");
            await using var next = source.CreateCommand("select pg_switch_wal()");
            await next.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // It doesn't lead or is dead, as it may be.
        }
    }

    /// <summary>The last lines of a resource's log.</summary>
    internal async Task<IReadOnlyList<string>> LinesOfAsync(string resource)
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        var lines = new List<string>();
        await foreach (var some in logs.GetAllAsync(resource))
            lines.AddRange(some.Select(line => line.Content));
        return lines;
    }

    private string DirectoryOf(string site) =>
        ((PostgresResource)Find($"database-{site}")).Directory;

    // A server's processes work in its directory.
    private static bool IsInUse(string directory) =>
        Directory.EnumerateDirectories("/proc").Any(process =>
        {
            try
            {
                return new DirectoryInfo($"{process}/cwd").LinkTarget == directory;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        });
}
