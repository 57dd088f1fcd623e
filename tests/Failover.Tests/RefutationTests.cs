namespace Failover.Tests;

/// <summary>The same faults without the mechanism that makes them harmless.</summary>
public sealed class RefutationTests
{
    [Fact]
    public async Task Without_fencing_two_leaders_take_writes_at_once()
    {
        await using var cluster = new Cluster("fencing");
        await cluster.InitializeAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        await cluster.IsolateAsync("us", Outage.BlackHole);
        await writers.WroteInAsync(epoch + 1, "eu", "ap");
        await Cluster.UntilAsync(
            () => Task.FromResult(writers.CountLateAcks() > 0),
            "the checker finds the split brain");
        await writers.StopAsync();
    }

    [Fact]
    public async Task Without_elections_the_leader_stays_dead()
    {
        await using var cluster = new Cluster("election");
        await cluster.InitializeAsync();

        await cluster.KillAsync("us");
        await Cluster.UntilAsync(
            async () =>
                (await cluster.StatusAsync("eu"))?.Why?.Contains("without elections") == true,
            "the others say why they wait");

        Assert.Equal(0, await cluster.OpenEpochAsync());
    }
}
