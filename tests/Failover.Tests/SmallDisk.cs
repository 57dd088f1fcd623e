using System.Diagnostics;

namespace Failover.Tests;

/// <summary>A disk in memory for a server's log, with little space left.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int SpareMb = 64;

    private const string There =
        """
        cp -a "$1/." "$2" && chown --reference="$1" "$2" && chmod 700 "$2" \
            && rm -r "$1" && ln -s "$2" "$1"
        """;

    // Unless somebody has put all files there anew.
    private const string Back =
        """
        [ ! -L "$1" ] || (rm "$1" && cp -a "$2" "$1")
        """;

    private readonly Cluster cluster;
    private readonly string site;
    private readonly string mount;

    private SmallDisk(Cluster cluster, string site, string mount) =>
        (this.cluster, this.site, this.mount) = (cluster, site, mount);

    private string Filler => Path.Combine(mount, "filler");

    /// <summary>Stops the server, moves its log, and lets it run again.</summary>
    /// <returns>Null if this user may not mount anything.</returns>
    public static async Task<SmallDisk?> PutUnderLogAsync(Cluster cluster, string site)
    {
        var log = cluster.LogOf(site);
        var disk = $"{Path.GetDirectoryName(log)}.disk";
        Directory.CreateDirectory(disk);
        var used = new DirectoryInfo(log).EnumerateFiles().Sum(file => file.Length) >> 20;
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", $"size={used + SpareMb}m", "log", disk))
            return null;
        var isThere = await cluster.WhileDeadAsync(site, () => ShellAsync(There, log, disk));
        Assert.True(isThere, "The log could not be moved.");
        return new(cluster, site, disk);
    }

    public void Fill()
    {
        try
        {
            using var file = File.Create(Filler);
            for (var block = new byte[1 << 20]; ;)
                file.Write(block);
        }
        catch (IOException)
        {
            // That was the aim.
        }
    }

    public void Free() => File.Delete(Filler);

    /// <summary>Whether the server has complained.</summary>
    public async Task<bool> IsRefusedAsync() =>
        (await cluster.LinesOfAsync($"database-{site}"))
            .Any(line => line.Contains("No space left on device"));

    public async ValueTask DisposeAsync()
    {
        Free();
        await cluster.WhileDeadAsync(site, () => ShellAsync(Back, cluster.LogOf(site), mount));
        await RunAsync("umount", mount);
    }

    private static Task<bool> ShellAsync(string script, string log, string disk) =>
        RunAsync("sh", "-c", script, "sh", log, disk);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
        })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
