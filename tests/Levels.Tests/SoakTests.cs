extern alias level4;

using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using Microsoft.Extensions.DependencyInjection;

namespace Levels.Tests;

/// <summary>
/// One random fault after another. It runs only when asked for, because it takes minutes:
/// <c>SOAK_MINUTES=10 dotnet Levels.Tests.dll -explicit only -class "*SoakTests" -showLiveOutput</c>.
/// </summary>
[Collection("levels")]
public sealed class SoakTests(LevelKeeper levels, ITestOutputHelper output)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly Random Random = new(4);

    private static readonly string[] Kinds =
        ["database-", "failover-", "etcd-", "backend-", "balancer-", "edge-", "cache-"];

    [Fact(Explicit = true)]
    public async Task Level_4_is_as_well_at_the_end_as_it_was_and_as_light()
    {
        var minutes = Environment.GetEnvironmentVariable("SOAK_MINUTES") ?? "10";
        var length = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
        var level = await levels.GetAsync(typeof(level4::Projects.AppHost), without: null);
        var shop = await level.Shop;

        // Until caches are full and code is compiled.
        await BreakForAsync(shop, length / 4);
        var before = await WeighAsync(shop);
        await BreakForAsync(shop, length * 3 / 4);
        var after = await WeighAsync(shop);

        output.WriteLine($"before {before}, after {after}");
        Assert.Equal(0, after.Failed);
        Assert.Equal(0, after.Lost);
        Assert.InRange(after.MemoryMB, 0, (before.MemoryMB * 1.25) + 50);
        Assert.InRange(after.Connections, 0, (before.Connections * 1.25) + 50);
    }

    private async Task BreakForAsync(ShopUnderTest shop, TimeSpan length)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < length;)
        {
            var (name, act) = Fault(shop);
            output.WriteLine(name);
            await act;
            await Task.Delay(Random.Next(1_000, 8_000));
            await shop.Faults.RestoreAsync();
            await Task.Delay(Random.Next(1_000, 8_000));
        }
    }

    private static (string Name, Task Act) Fault(ShopUnderTest shop)
    {
        var names = shop.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Select(resource => resource.Name)
            .Where(name => Kinds.Any(name.StartsWith))
            .ToArray();
        var target = names[Random.Next(names.Length)];
        var regions = shop.Regions.ToArray();
        Random.Shuffle(regions);
        var (one, other) = (regions[0], regions[1]);
        return Random.Next(6) switch
        {
            0 or 1 => ($"kill {target}", shop.Faults.KillAsync(target)),
            2 => ($"pause {target}", shop.Faults.PauseAsync(target)),
            3 => ($"cut {one} and {other}", shop.Faults.PartitionAsync(one, other, Outage.Refuse)),
            4 => ($"black hole, {one} and {other}",
                shop.Faults.PartitionAsync(one, other, Outage.BlackHole)),
            _ => ($"lose {one}", shop.Faults.LoseRegionAsync(one)),
        };
    }

    private static async Task<Weight> WeighAsync(ShopUnderTest shop)
    {
        await Task.Delay(Rest);
        var window = await shop.Fleet.MeasureAsync(TimeSpan.FromSeconds(5));
        shop.Fleet.Pause();
        await shop.Fleet.MeasureAsync(TimeSpan.Zero);
        var audit = await shop.Fleet.AuditAsync(shop.Api, Rest);
        shop.Fleet.Resume();
        var connections = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(one => one.State == TcpState.Established);
        return new(await MemoryAsync(), connections, window.All.Failed, audit.Lost);
    }

    // Of all that descends from this process.
    private static async Task<double> MemoryAsync()
    {
        using var list = Process.Start(
            new ProcessStartInfo("ps", ["-e", "-o", "pid=,ppid=,rss="]) { RedirectStandardOutput = true })!;
        var rows = (await list.StandardOutput.ReadToEndAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
                .ToArray())
            .ToLookup(row => row[1], row => (Pid: row[0], KB: row[2]));
        var family = rows[Environment.ProcessId].ToList();
        for (var next = 0; next < family.Count; next++)
            family.AddRange(rows[family[next].Pid]);
        return family.Sum(one => one.KB) / 1_024.0;
    }

    private sealed record Weight(double MemoryMB, int Connections, int Failed, int Lost);
}
