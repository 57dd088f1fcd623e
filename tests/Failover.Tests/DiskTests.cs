namespace Failover.Tests;

/// <summary>Disks that are full or forget.</summary>
[Collection(Shared.Name)]
public sealed class DiskTests(Cluster cluster)
{
    [Fact]
    public async Task A_leader_whose_disk_is_full_says_so_and_nothing_is_lost()
    {
        await cluster.HealAsync("Sync");
        var leader = Cluster.Except(await cluster.LeaderAsync())[0];
        await using var disk = await SmallDisk.PutUnderLogAsync(cluster, leader);
        Assert.SkipWhen(disk is null, "A disk of any size can be mounted here by root only.");
        await cluster.SettledAsync();
        await cluster.LeadAsync(leader);
        await using var writers = await Writers.StartAsync(cluster);

        disk.Fill();
        var saysSo = false;
        await Cluster.UntilAsync(
            async () =>
            {
                saysSo |= (await cluster.StatusAsync(leader))?.Why?.Contains("disk is full") == true;
                await cluster.SwitchLogAsync(leader);
                return saysSo && await disk.IsRefusedAsync();
            },
            "the server finds no space, and its agent says so");
        disk.Free();
        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();
        await writers.StopAsync();

        Assert.Empty(await cluster.MissingAsync(writers.Ids));
        Assert.Equal(0, writers.CountLateAcks());
    }

    [Fact]
    public async Task A_replica_whose_log_is_damaged_says_so_and_gets_it_again()
    {
        await cluster.HealAsync("Sync");
        await using var writers = await Writers.StartAsync(cluster);
        var replica = Cluster.Except(await cluster.LeaderAsync())[0];
        var before = await cluster.AnswerAsync(replica);

        await cluster.WhileDeadAsync(
            replica,
            () => Damage(cluster.LogOf(replica), before.Timeline!.Value, before.Position!.Value));
        await cluster.SettledAsync();
        await writers.StopAsync();

        await Cluster.UntilAsync(
            async () => (await cluster.MissingAsync(writers.Ids, at: replica)).Count == 0,
            "the replica has all that was acknowledged");
        Assert.Contains(
            await cluster.LinesOfAsync($"database-{replica}"),
            line => line.Contains("checksum") || line.Contains("invalid") || line.Contains("unexpected"));
    }

    // The last of what the server had for sure, and has to read when it starts again.
    private static Task<bool> Damage(string log, int timeline, long position)
    {
        const long segment = 4 << 20; // As the template of the data directory was made.
        var (number, offset) = (position / segment, position % segment);
        var perName = (1L << 32) / segment;
        var name = $"{timeline:X8}{number / perName:X8}{number % perName:X8}";
        using var file = File.OpenWrite(Path.Combine(log, name));
        file.Position = Math.Max(0, offset - 1_024);
        var noise = new byte[offset - file.Position];
        Random.Shared.NextBytes(noise);
        file.Write(noise);
        return Task.FromResult(true);
    }
}
