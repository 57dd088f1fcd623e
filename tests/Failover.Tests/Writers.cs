using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Failover.Tests;

/// <summary>
/// One client in each region that writes twenty times a second to whoever leads, as the agent of its
/// region says, and remembers what was acknowledged.
/// </summary>
internal sealed class Writers : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Cluster cluster;
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentBag<NpgsqlDataSource> sources = [];
    private readonly Task all;

    private Writers(Cluster cluster, IEnumerable<string> sites)
    {
        this.cluster = cluster;
        all = Task.WhenAll(sites.Select(WriteAsync));
    }

    public ConcurrentQueue<Ack> Acks { get; } = new();

    /// <summary>What was acknowledged.</summary>
    public IEnumerable<Guid> Ids => Acks.Select(ack => ack.Id);

    /// <summary>Starts them, and waits until each has written something.</summary>
    public static async Task<Writers> StartAsync(Cluster cluster, params string[] sites)
    {
        sites = sites is [] ? Cluster.Sites : sites;
        var writers = new Writers(cluster, sites);
        await Cluster.UntilAsync(
            () => Task.FromResult(sites.All(site => writers.Acks.Any(ack => ack.Site == site))),
            "all writers write");
        return writers;
    }

    /// <summary>Waits until each of the sites' clients has written in a later epoch.</summary>
    public Task WroteInAsync(int epoch, params string[] sites) => Cluster.UntilAsync(
        () => Task.FromResult(sites.All(site =>
            Acks.Any(ack => ack.Site == site && ack.Epoch >= epoch))),
        $"{string.Join(", ", sites)} write in epoch {epoch}");

    /// <summary>
    /// Writes that an old leader accepted although they were sent after the first one that a newer
    /// leader had acknowledged.
    /// </summary>
    public int CountLateAcks()
    {
        var acks = Acks.ToList();
        var first = acks
            .GroupBy(ack => ack.Epoch)
            .ToDictionary(one => one.Key, one => one.Min(ack => ack.At));
        return acks.Count(ack =>
            first.Any(one => one.Key > ack.Epoch && one.Value < ack.Sent));
    }

    public async Task StopAsync()
    {
        await end.CancelAsync();
        await all;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var source in sources)
            await source.DisposeAsync();
        end.Dispose();
    }

    private async Task WriteAsync(string site)
    {
        // As a backend: there is a connection to each server before anybody needs it.
        var ways = new Dictionary<string, NpgsqlDataSource>();
        foreach (var server in Cluster.Sites)
            ways[$"database-{server}"] = await ConnectAsync(site, server);
        var way = new Way(0, null, null);
        var watch = Task.Run(() => WatchAsync(
            site, known => way = new(known.Epoch, known.Node, ways[known.Node!])));
        var writes = new List<Task>();
        while (!end.IsCancellationRequested)
        {
            writes.RemoveAll(write => write.IsCompleted);
            if (way.Source is not null && writes.Count < 30)
                writes.Add(WriteOnceAsync(site, way));
            await Task.Delay(Pace);
        }

        await Task.WhenAll(writes);
        await watch;
    }

    private async Task<NpgsqlDataSource> ConnectAsync(string site, string server)
    {
        var source = NpgsqlDataSource.Create(
            $"{await cluster.AddressAsync(site, server)};Timeout=2;Command Timeout=2;"
            + "Cancellation Timeout=-1;Minimum Pool Size=2;Maximum Pool Size=25;SSL Mode=Disable;"
            + "GSS Encryption Mode=Disable");
        sources.Add(source);
        try
        {
            await using var first = await source.OpenConnectionAsync();
        }
        catch (NpgsqlException)
        {
            // It is away: then its connection is made when it is needed.
        }

        return source;
    }

    private async Task WatchAsync(string site, Action<Known> found)
    {
        var epoch = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                var known = await cluster.AskForLeaderAsync(site, epoch, end.Token);
                if (known.Node is not null && known.Epoch > epoch)
                {
                    epoch = known.Epoch;
                    found(known);
                }
            }
            catch (Exception away) when (away
                is HttpRequestException or OperationCanceledException or SocketException)
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task WriteOnceAsync(string site, Way way)
    {
        var (id, sent) = (Guid.NewGuid(), Stopwatch.GetTimestamp());
        try
        {
            await using var write = way.Source!.CreateCommand(
                $"begin; set local shop.epoch = {way.Epoch}; insert into ledger (id) values (@id); commit");
            write.Parameters.AddWithValue("id", id);
            await write.ExecuteNonQueryAsync();
            Acks.Enqueue(new(id, site, way.Node!, way.Epoch, sent, Stopwatch.GetTimestamp()));
        }
        catch (NpgsqlException)
        {
            // Not acknowledged: whatever became of it, nobody was promised anything.
        }
    }

    private sealed record Way(int Epoch, string? Node, NpgsqlDataSource? Source);
}

/// <param name="Sent">When the client sent it, on the stopwatch.</param>
/// <param name="At">When the acknowledgement arrived.</param>
internal sealed record Ack(Guid Id, string Site, string Node, int Epoch, long Sent, long At);
