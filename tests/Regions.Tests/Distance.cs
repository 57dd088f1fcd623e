using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Regions.Tests;

/// <summary>A world with one service in Virginia that repeats what Ireland tells it.</summary>
public sealed class Distance : IAsyncLifetime
{
    private readonly TcpListener echo = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private DistributedApplication app = null!;

    internal World World { get; private set; } = null!;

    internal Link Link { get; private set; } = null!;

    internal Faults Faults => app.Services.GetRequiredService<Faults>();

    public async ValueTask InitializeAsync()
    {
        echo.Start();
        _ = EchoAsync();
        // Below the range from which the system takes ports for outgoing connections, and not what
        // another class of tests may draw.
        var ports = Random.Shared.Next(100, 130) * 100;
        var builder = DistributedApplicationTestingBuilder.Create(
            "--portbase", ports.ToString(CultureInfo.InvariantCulture));
        World = builder.AddWorld();
        var service = builder.AddResource(new Service("echo"));
        service.WithAnnotation(new RegionAnnotation(Region.UsEast, ((IPEndPoint)echo.LocalEndpoint).Port));
        app = builder.Build();
        await app.StartAsync();
        Link = World.Wan.Declare(
            Region.EuWest, service.Resource, World.Latency.Rtt(Region.EuWest, Region.UsEast));
        await World.Wan.OpenAllAsync(CancellationToken.None);
    }

    /// <summary>
    /// The fastest of nine round trips of a byte through the link: what the machine adds is no distance,
    /// and no proxy is early.
    /// </summary>
    internal async Task<TimeSpan> RoundTripAsync()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        var buffer = new byte[1];
        var times = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await stream.WriteAsync(buffer);
            if (await stream.ReadAsync(buffer) == 0)
            {
                throw new IOException("closed");
            }

            times.Add(Stopwatch.GetElapsedTime(start));
        }

        return times.Min();
    }

    internal async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, Link.Port);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await app.DisposeAsync();
        echo.Dispose();
        end.Dispose();
    }

    private async Task EchoAsync()
    {
        while (!end.IsCancellationRequested)
        {
            var client = await echo.AcceptTcpClientAsync(end.Token);
            client.NoDelay = true;
            _ = client.GetStream().CopyToAsync(client.GetStream(), end.Token);
        }
    }

    private sealed class Service(string name) : Resource(name);
}
