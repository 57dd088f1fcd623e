using System.Diagnostics;

namespace Failover.Tests;

/// <summary>
/// How long it takes and what it costs, over many runs. Not part of an ordinary run; to measure:
/// <c>FAILOVER_RUNS=10 dotnet Failover.Tests.dll -parallel none -explicit only -showLiveOutput</c>
/// </summary>
[Collection(Shared.Name)]
public sealed class Measurements(Cluster cluster, ITestOutputHelper output)
{
    private static readonly int Runs =
        int.TryParse(Environment.GetEnvironmentVariable("FAILOVER_RUNS"), out var runs) ? runs : 10;

    [Theory(Explicit = true)]
    [InlineData("Async")]
    [InlineData("Sync")]
    public async Task From_a_dead_leader_to_writing_again(string durability)
    {
        var seconds = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            await cluster.HealAsync(durability);
            await cluster.LeadAsync("eu");
            await cluster.LeadAsync("us"); // By plan: etcd's leader makes room at once.
            await cluster.EtcdLedByAsync("eu");
            await using var writers = await Writers.StartAsync(cluster);
            seconds.AddRange(await KillAsync(writers, durability));
        }

        seconds.Sort();
        output.WriteLine(
            $"{durability}: median {seconds[seconds.Count / 2]:0.00} s, worst {seconds[^1]:0.00} s");
    }

    [Theory(Explicit = true)]
    [InlineData("Sync")]
    [InlineData("Quorum")]
    public async Task Random_faults_lose_nothing_that_was_acknowledged(string durability)
    {
        var random = new Random(4);
        for (var run = 0; run < Runs; run++)
        {
            await cluster.HealAsync(durability);
            await using var writers = await Writers.StartAsync(cluster);
            var fault = await BreakAsync(random);
            await cluster.Faults.RestoreAsync();
            await cluster.SettledAsync();
            await writers.StopAsync();
            var lost = await cluster.MissingAsync(writers.Ids);
            output.WriteLine(
                $"{durability} {run}: {fault}; {writers.Acks.Count} acknowledged, "
                + $"{lost.Count} lost, {writers.CountLateAcks()} late");
            Assert.Empty(lost);
            Assert.Equal(0, writers.CountLateAcks());
        }
    }

    /// <returns>Seconds until the clients in the two other regions wrote again.</returns>
    private async Task<double[]> KillAsync(Writers writers, string durability)
    {
        var epoch = writers.Acks.Max(ack => ack.Epoch);
        await Task.Delay(Random.Shared.Next(1_000));
        var killed = Stopwatch.GetTimestamp();
        await cluster.KillAsync("us");
        await writers.WroteInAsync(epoch + 1, "eu", "ap");
        await writers.StopAsync();
        var steps = (await cluster.StatusAsync(await cluster.LeaderAsync()))!.LastFailover;
        var lost = await cluster.MissingAsync(writers.Ids);
        var back = Stopwatch.GetTimestamp();
        await cluster.Faults.RestoreAsync();
        await cluster.SettledAsync();
        double[] seconds =
        [
            .. Cluster.Except("us").Select(site => Stopwatch.GetElapsedTime(
                killed,
                writers.Acks.Where(ack => ack.Site == site && ack.Epoch > epoch).Min(ack => ack.At))
                .TotalSeconds),
        ];
        output.WriteLine(
            $"{durability}: eu {seconds[0]:0.00} s, ap {seconds[1]:0.00} s; {steps}; "
            + $"lost {lost.Count}; late {writers.CountLateAcks()}; "
            + $"back {Stopwatch.GetElapsedTime(back).TotalSeconds:0.0} s after the start");
        return seconds;
    }

    private async Task<string> BreakAsync(Random random)
    {
        var leader = await cluster.LeaderAsync();
        (string Name, Func<Task> Do)[] faults =
        [
            ("kill", () => cluster.KillAsync(leader)),
            ("pause", () => cluster.PauseAsync(leader)),
            ("black hole", () => cluster.IsolateAsync(leader, Outage.BlackHole)),
            ("cut", () => cluster.IsolateAsync(leader, Outage.Refuse)),
        ];
        var fault = faults[random.Next(faults.Length)];
        await fault.Do();
        await Task.Delay(random.Next(1_000, 6_000));
        return $"{fault.Name} {leader}";
    }
}
