using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Regions.Tests;

/// <summary>Three members of etcd, an ocean apart.</summary>
public sealed class EtcdTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private DistributedApplication app = null!;
    private World world = null!;

    private Faults Faults => app.Services.GetRequiredService<Faults>();

    public async ValueTask InitializeAsync()
    {
        var ports = Random.Shared.Next(130, 160) * 100;
        var builder = DistributedApplicationTestingBuilder.Create(
            "--portbase", ports.ToString(CultureInfo.InvariantCulture));
        world = builder.AddWorld();
        world.AddRegion(Region.UsEast).AddEtcd("etcd-us", port: 10);
        world.AddRegion(Region.EuWest).AddEtcd("etcd-eu", port: 20);
        world.AddRegion(Region.ApSoutheast).AddEtcd("etcd-ap", port: 30);
        app = builder.Build();
        await app.StartAsync();
        foreach (var offset in new[] { 10, 20, 30 })
        {
            await UntilAsync(() => WritesAsync(offset));
        }
    }

    [Fact]
    public async Task What_is_written_in_one_region_took_a_majority_and_its_distance()
    {
        var times = new Dictionary<int, TimeSpan>();
        foreach (var offset in new[] { 10, 20, 30 })
        {
            var start = Stopwatch.GetTimestamp();
            Assert.True(await WritesAsync(offset));
            times[offset] = Stopwatch.GetElapsedTime(start);
        }

        // Whoever leads: the nearest other member is 74 ms away, and Singapore from all of them.
        Assert.All(times.Values, time => Assert.True(time.TotalMilliseconds > 70, $"{time}"));
        Assert.True(times[30].TotalMilliseconds > 220, $"{times[30]}");
    }

    [Fact]
    public async Task A_member_that_is_cut_off_writes_nothing_and_the_others_go_on()
    {
        await Faults.PartitionAsync(Region.UsEast, Region.EuWest, Outage.BlackHole);
        await Faults.PartitionAsync(Region.UsEast, Region.ApSoutheast, Outage.BlackHole);

        await UntilAsync(() => WritesAsync(20));
        await UntilAsync(() => WritesAsync(30));
        Assert.False(await WritesAsync(10));

        await Faults.RestoreAsync();
        await UntilAsync(() => WritesAsync(10));
    }

    // Whoever does not hear the leader is told by the third member that there is one, and waits.
    [Fact]
    public async Task One_link_that_is_down_stops_no_majority()
    {
        await Faults.PartitionAsync(Region.UsEast, Region.EuWest, Outage.Refuse);

        await UntilAsync(async () =>
        {
            var written = await Task.WhenAll(WritesAsync(10), WritesAsync(20), WritesAsync(30));
            return written.Count(one => one) >= 2;
        });
    }

    [Fact]
    public async Task A_majority_that_dies_is_missed_and_comes_back_with_its_data()
    {
        await Faults.KillAsync("etcd-eu");
        await Faults.KillAsync("etcd-ap");
        Assert.False(await WritesAsync(10));

        await Faults.RestoreAsync();

        await UntilAsync(() => WritesAsync(10));
    }

    // With kept data, members look for each other where they were: ports by chance would lose them.
    [Fact]
    public void Links_between_members_have_the_same_ports_at_every_start()
    {
        var links = world.Wan.Links.Where(link => link.To.Name.Contains("peer")).ToList();

        Assert.Equal(
            Enumerable.Range(links.Min(link => link.Port), 6),
            links.Select(link => link.Port).Order());
        Assert.Equal(
            ["us-east-1", "us-east-1", "eu-west-1", "eu-west-1", "ap-southeast-1", "ap-southeast-1"],
            links.OrderBy(link => link.Port).Select(link => link.From.Name));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task<bool> WritesAsync(int offset)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            using var answer = await http.PostAsJsonAsync(
                $"http://127.0.0.1:{world.Port(offset)}/v3/kv/put",
                new { key = "YQ==", value = "Yg==" },
                limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception missing) when (missing is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
