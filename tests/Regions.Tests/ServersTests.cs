using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Regions.Tests;

/// <summary>Native servers as resources: they start, do their work, and let nobody else in.</summary>
public sealed class ServersTests : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private DistributedApplication app = null!;
    private World world = null!;
    private IResourceBuilder<RedisResource> cache = null!;

    public async ValueTask InitializeAsync()
    {
        // Below the range from which the system takes ports for outgoing connections, and not what
        // another class of tests may draw.
        var ports = Random.Shared.Next(200, 300) * 100;
        var builder = DistributedApplicationTestingBuilder.Create(
            "--portbase", ports.ToString(CultureInfo.InvariantCulture));
        world = builder.AddWorld();
        cache = world.AddRegion(Region.EuWest).AddRedis("cache", 10, "2mb", "allkeys-lfu");
        app = builder.Build();
        using var limit = new CancellationTokenSource(StartLimit);
        await app.StartAsync(limit.Token);
        await app.Services.GetRequiredService<ResourceNotificationService>()
            .WaitForResourceHealthyAsync("cache", limit.Token);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_cache_keeps_to_its_memory_and_its_eviction()
    {
        var password = cache.Resource.Password;

        Assert.Equal("2097152", await AskAsync($"AUTH {password}", "CONFIG GET maxmemory"));
        Assert.Equal("allkeys-lfu", await AskAsync($"AUTH {password}", "CONFIG GET maxmemory-policy"));
    }

    [Fact]
    public async Task A_cache_answers_nobody_without_its_password() =>
        Assert.StartsWith("-NOAUTH", await AskAsync("GET key"));

    [Fact]
    public async Task A_cache_that_died_comes_back_empty()
    {
        var password = cache.Resource.Password;
        await AskAsync($"AUTH {password}", "SET key value");
        var faults = app.Services.GetRequiredService<Faults>();

        await faults.KillAsync("cache");
        await faults.RestoreAsync();

        Assert.Equal("$-1", await AskAsync($"AUTH {password}", "GET key"));
    }

    // The last line of the answer to the last command.
    private async Task<string> AskAsync(params string[] commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", world.Port(10));
        var text = string.Concat(commands.Append("QUIT").Select(command => $"{command}\r\n"));
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        using var reader = new StreamReader(client.GetStream());
        var lines = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return lines[^2];
    }
}
