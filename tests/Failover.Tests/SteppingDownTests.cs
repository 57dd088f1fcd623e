namespace Failover.Tests;

[Collection(Shared.Name)]
public sealed class SteppingDownTests(Cluster cluster)
{
    [Fact]
    public async Task A_leader_steps_down_without_losing_a_write()
    {
        await cluster.HealAsync("Async");
        await using var writers = await Writers.StartAsync(cluster);
        var leader = await cluster.LeaderAsync();
        var heir = Cluster.Sites.First(site => site != leader);
        var epoch = writers.Acks.Max(ack => ack.Epoch);

        await cluster.LeadAsync(heir);
        await writers.WroteInAsync(epoch + 1, Cluster.Sites);
        await writers.StopAsync();

        Assert.Equal(heir, await cluster.LeaderAsync());
        Assert.Empty(await cluster.MissingAsync(writers.Ids));
        Assert.Equal(0, writers.CountLateAcks());
    }

    [Fact]
    public async Task Who_stepped_down_has_nothing_to_undo_and_follows_at_once()
    {
        await cluster.HealAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var ways = new List<string?>();
        // A machine that is busy elsewhere may be too slow for that, but not again and again.
        while (ways.Count < 3 && ways.LastOrDefault()?.StartsWith("restarted") != true)
        {
            var leader = await cluster.LeaderAsync();
            await cluster.LeadAsync(Cluster.Except(leader)[0]);
            ways.Add((await cluster.AnswerAsync(leader)).LastRejoin);
        }

        await writers.StopAsync();
        Assert.StartsWith("restarted", ways[^1]);
        Assert.Equal(0, writers.CountLateAcks());
    }

    [Fact]
    public async Task Who_was_interrupted_while_it_stepped_down_is_whole_and_not_copied_anew()
    {
        await cluster.HealAsync();
        await cluster.LeadAsync("us");

        await cluster.StopHalfWayAsync("eu");
        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();

        Assert.Null((await cluster.AnswerAsync("eu")).LastRejoin);
    }
}
