using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shop.Shoppers;

namespace Shop;

/// <summary>What this level's README claims, in a form that runs.</summary>
internal static class Demos
{
    public static readonly IReadOnlyList<Demo> All =
    [
        Distance(),
        Upgrade(),
        Outage(),
        PrivateDatabase(),
        Overload(),
    ];

    private static Demo Distance() => new(
        "distance",
        "Every request pays the whole way to the one region that has the shop.")
    {
        RestsOn = "distance",
        Say = new(
            "The shop is in Virginia. How long does a click take in Singapore?",
            "Nothing is broken. This is the shop on its best day.",
            "No code is slow here. Light in glass is: two thirds of the round trip is physics."),
        Play = async stage =>
        {
            var steady = await stage.PhaseAsync("steady", 8);
            foreach (var region in stage.Regions)
            {
                var rtt = (stage.World.Latency.Rtt(region, Region.UsEast) + stage.World.Latency.LastMile).TotalMilliseconds;
                var floor = stage.World.Latency.FibreFloor(region, Region.UsEast).TotalMilliseconds;
                stage.Measure($"fibre floor to {region}, ms", floor);
                stage.Expect(
                    $"read p50 from {region}",
                    steady.Reads(region).P50Ms,
                    "ms",
                    atLeast: Math.Max(rtt * 0.95, floor),
                    atMost: (rtt * 1.05) + 3);
            }
        },
    };

    private static Demo Upgrade() => new(
        "upgrade",
        "A release means downtime: the only backend has to stop before the new one starts.")
    {
        RestsOn = "faults",
        Say = new(
            "Release v2 is one restart away. What do customers see meanwhile?",
            "The old process finishes what it has and stops. The new one has to start first.",
            "Small, but with every release, for everybody, and at the worst moment for somebody."),
        Play = async stage =>
        {
            await stage.PhaseAsync("before", 4);
            var during = await stage.PhaseAsync("release", 5, () => stage.Faults.DeployAsync("backend", "v2"));
            var after = await stage.PhaseAsync("after", 4);
            stage.Measure("downtime_s", during.Downtime);
            stage.Expect("without service", during.Downtime, "s", atLeast: 0.2);
            foreach (var region in stage.Regions)
            {
                stage.Expect(
                    $"requests failed in {region}",
                    during.Window.Of(region.Name).Failed,
                    "requests",
                    atLeast: 1);
            }

            stage.Expect("served by v2 afterwards", ServedBy(after, "v2"), "%", atLeast: 100);
        },
    };

    private static Demo Outage() => new(
        "outage",
        "One crash is everybody's outage, in all regions, until someone starts it again.")
    {
        RestsOn = "faults",
        Say = new(
            "One process. What if it dies?",
            "kill -9. Nobody else can answer, and nobody starts it again.",
            "The pictures still come, so the page looks alive. It sells nothing."),
        Play = async stage =>
        {
            await stage.PhaseAsync("before", 4);
            await stage.Faults.KillAsync("backend");
            var down = await stage.PhaseAsync("down", 5);
            await stage.Faults.StartAsync("backend");
            var after = await stage.PhaseAsync("after", 4);
            foreach (var region in stage.Regions)
            {
                stage.Expect($"reads failed in {region}", 100 * down.Reads(region).FailedShare, "%", atLeast: 100);
                stage.Expect($"writes failed in {region}", 100 * down.Writes(region).FailedShare, "%", atLeast: 100);
            }

            stage.Expect("failed after the restart", after.FailedPercent, "%", atMost: 0);
        },
    };

    private static Demo PrivateDatabase() => new(
        "private-database",
        "Only the backend has the way to the database and the credentials.")
    {
        RestsOn = "password",
        Say = new(
            "Could a shopper, or the asset server, read the customers' table?",
            "We try every way that somebody without the credentials has.",
            "One service holds the key. Later levels have more services, and each more key holders."),
        Play = async stage =>
        {
            await stage.PhaseAsync("steady", 3);
            var model = stage.Shop.Services.GetRequiredService<DistributedApplicationModel>();
            var database = model.Resources.OfType<PostgresResource>().Single();
            var port = database.Place()!.Port;
            stage.Expect("links that lead to it", stage.World.Wan.Links.Count(link => link.To == database), "links", atMost: 0);
            stage.Expect("resources that know the password", await KnowsAsync(stage, database), "resource", 1, 1);
            stage.Expect("strangers let in", await LetInAsync(port) ? 1 : 0, "strangers", atMost: 0);
            stage.Expect("ways in from another machine", await OpenPortsAsync(port), "addresses", atMost: 0);
        },
    };

    private static Demo Overload() => new(
        "overload",
        "One backend saturates: beyond its capacity every customer waits, and each second longer.")
    {
        RestsOn = "faults",
        Say = new(
            "Signing in costs processor time, on purpose. How many customers can do it at once?",
            "First half of what the backend can do, then half as much again as it can do.",
            "Arrivals don't slow down when answers do. The queue has no end, so waiting hasn't one."),
        Play = async stage =>
        {
            var region = Region.UsEast.Name;
            var capacity = await stage.Fleet.MeasureCapacityAsync(
                Kind.SignIn, region, TimeSpan.FromSeconds(2), stage.Cancellation);
            stage.Measure("sign_ins_per_second", capacity.PerSecond);
            var calm = await CrowdAsync(stage, "half", capacity.PerSecond * 0.5);
            var full = await CrowdAsync(stage, "one and a half", capacity.PerSecond * 1.5);
            stage.Expect("waiting for a sign-in, p95, grew", full.P95Ms / calm.P95Ms, "times", atLeast: 3);
            stage.Expect("sign-ins at half load, failed", 100 * calm.FailedShare, "%", atMost: 1);
        },
    };

    private static async Task<Summary> CrowdAsync(Stage stage, string name, double rate)
    {
        var crowd = new Flood(name, Region.UsEast.Name, Kind.SignIn, rate);
        await using var arriving = await stage.CrowdAsync(crowd);
        var phase = await stage.PhaseAsync($"{name} of capacity", 8);
        return stage.Met(name, phase);
    }

    private static double ServedBy(Phase phase, string release)
    {
        var answers = phase.Window.Operations.Where(one => one.ServedBy?.Contains("/backend/") == true).ToList();
        return 100.0 * answers.Count(one => one.ServedBy!.EndsWith($"/{release}")) / answers.Count;
    }

    private static async Task<int> KnowsAsync(Stage stage, PostgresResource database)
    {
        var address = await database.ConnectionStringExpression.GetValueAsync(stage.Cancellation);
        var password = new NpgsqlConnectionStringBuilder(address).Password!;
        var model = stage.Shop.Services.GetRequiredService<DistributedApplicationModel>();
        var notifications = stage.Shop.Services.GetRequiredService<ResourceNotificationService>();
        return model.Resources.Count(resource =>
            notifications.TryGetCurrentState(resource.Name, out var state)
            && state.Snapshot.EnvironmentVariables.Any(one => one.Value?.Contains(password) == true));
    }

    private static async Task<bool> LetInAsync(int port)
    {
        try
        {
            await using var stranger = new NpgsqlConnection(
                $"Host=127.0.0.1;Port={port};Username=postgres;Password=guess;Database=shop;Pooling=false");
            await stranger.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<int> OpenPortsAsync(int port)
    {
        var open = 0;
        foreach (var address in await Dns.GetHostAddressesAsync(Dns.GetHostName(), AddressFamily.InterNetwork))
        {
            using var stranger = new TcpClient();
            var attempt = stranger.ConnectAsync(address, port);
            await Task.WhenAny(attempt, Task.Delay(500));
            open += stranger.Connected && !IPAddress.IsLoopback(address) ? 1 : 0;
        }

        return open;
    }
}
