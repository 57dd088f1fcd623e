using System.Diagnostics;

namespace Failover.Tests;

[Collection(Shared.Name)]
public sealed class CrashTests(Cluster cluster)
{
    [Theory]
    [InlineData("Sync")]
    [InlineData("Async")]
    public async Task A_dead_leader_is_replaced_and_follows_when_it_returns(string durability)
    {
        await cluster.HealAsync(durability);
        await using var writers = await Writers.StartAsync(cluster);
        var (leader, epoch) = await KillLeaderAsync(writers);

        await writers.WroteInAsync(epoch + 1, Cluster.Except(leader));
        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();
        await writers.StopAsync();

        Assert.Contains("rewound", (await cluster.AnswerAsync(leader)).LastRejoin);
        Assert.Equal(0, writers.CountLateAcks());
        if (durability == "Sync")
            Assert.Empty(await cluster.MissingAsync(writers.Ids));
    }

    [Fact]
    public async Task A_frozen_leader_that_wakes_accepts_nothing()
    {
        await cluster.HealAsync("Sync");
        await using var writers = await Writers.StartAsync(cluster);
        var leader = await cluster.LeaderAsync();
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        await cluster.PauseAsync(leader);
        await writers.WroteInAsync(epoch + 1, Cluster.Except(leader));
        await Task.Delay(30_000); // The old leader sleeps on, as a laptop whose lid was closed.
        await cluster.ResumeAsync(leader);
        await cluster.SettledAsync();
        await writers.StopAsync();

        Assert.Equal(0, writers.CountLateAcks());
        Assert.Empty(await cluster.MissingAsync(writers.Ids));
    }

    [Theory]
    [InlineData(Outage.Refuse)]
    [InlineData(Outage.BlackHole)]
    public async Task A_leader_that_is_cut_off_refuses_before_another_one_leads(Outage outage)
    {
        await cluster.HealAsync("Async");
        await using var writers = await Writers.StartAsync(cluster);
        var leader = await cluster.LeaderAsync();
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        await cluster.IsolateAsync(leader, outage);
        await writers.WroteInAsync(epoch + 1, Cluster.Except(leader));
        await Cluster.UntilAsync(
            async () => (await cluster.StatusAsync(leader))?.Role == "fenced",
            "the old leader is fenced");
        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();
        await writers.StopAsync();

        Assert.Equal(0, writers.CountLateAcks());
    }

    [Fact]
    public async Task Without_a_majority_of_etcd_nobody_is_elected_and_reads_go_on()
    {
        await cluster.HealAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        await Task.WhenAll(cluster.Faults.KillAsync("etcd-eu"), cluster.Faults.KillAsync("etcd-ap"));
        await Cluster.UntilAsync(
            async () => (await cluster.StatusesAsync())
                .All(one => one is { EtcdReachable: false, Why: not null }),
            "all say why");
        foreach (var site in Cluster.Sites)
            Assert.True(await CountAsync(site) > 0);
        Assert.All(await cluster.StatusesAsync(), status => Assert.Equal(epoch, status!.Epoch));

        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();
        var before = Stopwatch.GetTimestamp();
        await Cluster.UntilAsync(
            () => Task.FromResult(writers.Acks.Any(ack => ack.Sent > before)),
            "writes are taken again");
    }

    [Fact]
    public async Task An_old_leader_that_returns_alone_has_what_is_lost_and_refuses_more()
    {
        await cluster.HealAsync("Async");
        var leader = await cluster.LeaderAsync();
        await using var writers = await Writers.StartAsync(cluster, leader);
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        await cluster.CutReplicationAsync(leader);
        await Task.Delay(500); // Acknowledged here, and nowhere else.
        await cluster.KillAsync(leader);
        await cluster.LedAfterAsync(epoch);
        await writers.StopAsync();
        var lost = await cluster.MissingAsync(writers.Ids);
        await cluster.Faults.StartAsync($"database-{leader}");

        Assert.NotEmpty(lost);
        await using var old = NpgsqlDataSource.Create(
            await cluster.AddressAsync(leader, leader) + $";Options=-c shop.epoch={epoch}");
        Assert.Equal(lost.Count, await CountAsync(old, lost));
        await using var late = old.CreateCommand("insert into ledger values (gen_random_uuid())");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => late.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task Who_received_most_leads_and_not_who_is_first()
    {
        await cluster.HealAsync("Async");
        await cluster.LeadAsync("us");
        await using var writers = await Writers.StartAsync(cluster, "us");
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        // Ireland is nearer to everybody, but it has not heard of the last second.
        await cluster.Faults.CutAsync(cluster.LinkTo("database-us", "eu"), Outage.Refuse);
        await Task.Delay(1_000);
        await cluster.KillAsync("us");
        await cluster.LedAfterAsync(epoch);

        Assert.Equal("ap", await cluster.LeaderAsync());
        await writers.StopAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Links_that_are_cut_in_one_direction_make_no_second_leader(bool outwards)
    {
        await cluster.HealAsync("Sync");
        await using var writers = await Writers.StartAsync(cluster);
        var leader = await cluster.LeaderAsync();

        await cluster.CutOneWayAsync(leader, outwards);
        await Task.Delay(4_000); // Long enough for a lease to run out.
        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();
        await writers.StopAsync();

        Assert.Equal(0, writers.CountLateAcks());
        Assert.Empty(await cluster.MissingAsync(writers.Ids));
    }

    private async Task<(string Site, int Epoch)> KillLeaderAsync(Writers writers)
    {
        var leader = await cluster.LeaderAsync();
        var epoch = writers.Acks.Max(ack => ack.Epoch);
        await cluster.KillAsync(leader);
        return (leader, epoch);
    }

    private static async Task<int> CountAsync(NpgsqlDataSource source, IReadOnlyCollection<Guid> ids)
    {
        await using var query = source.CreateCommand(
            "select count(*)::integer from ledger where id = any($1)");
        query.Parameters.AddWithValue(ids.ToArray());
        return (int)(await query.ExecuteScalarAsync())!;
    }

    private async Task<long> CountAsync(string site)
    {
        await using var source = NpgsqlDataSource.Create(await cluster.AddressAsync(site, site));
        await using var query = source.CreateCommand("select count(*) from ledger");
        return (long)(await query.ExecuteScalarAsync())!;
    }
}
