using System.Diagnostics;

namespace Failover.Tests;

/// <summary>
/// How long it takes and what it costs, over many runs. Not part of an ordinary run; to measure:
/// <c>FAILOVER_RUNS=10 dotnet Failover.Tests.dll -explicit only -method "*dead_leader_again*"</c>
/// </summary>
public sealed class Measurements(Cluster cluster, ITestOutputHelper output) : IClassFixture<Cluster>
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
            await cluster.LeadAsync("us");
            await using var writers = await Writers.StartAsync(cluster);
            var epoch = writers.Acks.Max(ack => ack.Epoch);
            await Task.Delay(Random.Shared.Next(1_000));

            var killed = Stopwatch.GetTimestamp();
            await cluster.KillAsync("us");
            await writers.WroteInAsync(epoch + 1, Cluster.Sites[1..]);
            await writers.StopAsync();
            var first = Cluster.Sites[1..].Select(site => Stopwatch.GetElapsedTime(
                killed, writers.Acks.Where(ack => ack.Site == site && ack.Epoch > epoch).Min(ack => ack.At)).TotalSeconds).ToList();
            seconds.AddRange(first);
            var steps = (await cluster.StatusAsync(await cluster.LeaderAsync()))!.LastFailover;
            var lost = await cluster.MissingAsync(writers.Acks.Select(ack => ack.Id));
            var back = Stopwatch.GetTimestamp();
            await cluster.Faults.RestoreAsync();
            await cluster.SettledAsync();
            output.WriteLine(
                $"{durability}: eu {first[0]:0.00} s, ap {first[1]:0.00} s; {steps}; lost {lost.Count}; "
                + $"late {writers.CountLateAcks()}; rejoined {Stopwatch.GetElapsedTime(back).TotalSeconds:0.0} s after its start");
        }

        var ordered = seconds.Order().ToList();
        output.WriteLine(
            $"{durability}: median {ordered[ordered.Count / 2]:0.00} s, worst {ordered[^1]:0.00} s");
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
            var leader = await cluster.LeaderAsync();
            var fault = random.Next(4);
            await (fault switch
            {
                0 => cluster.KillAsync(leader),
                1 => cluster.PauseAsync(leader),
                2 => cluster.IsolateAsync(leader, Outage.BlackHole),
                _ => cluster.IsolateAsync(leader, Outage.Refuse),
            });
            await Task.Delay(random.Next(1_000, 6_000));
            await cluster.Faults.RestoreAsync();
            await cluster.SettledAsync();
            await writers.StopAsync();
            var lost = await cluster.MissingAsync(writers.Acks.Select(ack => ack.Id));
            output.WriteLine(
                $"{durability} {run}: fault {fault} on {leader}; {writers.Acks.Count} acknowledged, "
                + $"{lost.Count} lost, {writers.CountLateAcks()} late");
            Assert.Empty(lost);
            Assert.Equal(0, writers.CountLateAcks());
        }
    }
}
