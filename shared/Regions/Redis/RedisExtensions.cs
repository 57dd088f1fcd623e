using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class RedisExtensions
{
    /// <summary>Adds a Redis server to a region: a cache, which may forget everything.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Where it listens, as an offset into the level's ports.</param>
    /// <param name="maxMemory">
    /// What it may use, for example <c>16mb</c>; about 1 MB of it is Redis itself.
    /// </param>
    /// <param name="eviction">
    /// Its <c>maxmemory-policy</c>: which entries go when that is used up. CONFIG SET changes it.
    /// </param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this RegionBuilder region,
        string name,
        int port,
        string maxMemory = "16mb",
        string eviction = "allkeys-lru") =>
        Add(region, name, port, (password, own) => Settings(password, own, maxMemory, eviction));

    /// <summary>
    /// Adds a Redis server that keeps what it is told, each second to disk: a restart loses no more.
    /// </summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Where it listens, as an offset into the level's ports.</param>
    public static IResourceBuilder<RedisResource> AddRedisLog(
        this RegionBuilder region,
        string name,
        int port)
    {
        var directory = region.World.DataFolder($"{name}.log");
        return Add(region, name, port, (password, own) => Settings(password, own, "64mb", "noeviction")
                .Replace("dir /", $"dir {directory}", StringComparison.Ordinal)
                .Replace("appendonly no", "appendonly yes", StringComparison.Ordinal))
            .OnBeforeResourceStarted(async (_, _, cancellation) =>
                await Unprivileged.OwnAsync(RunDirectory.Create(directory), cancellation));
    }

    private static IResourceBuilder<RedisResource> Add(
        RegionBuilder region,
        string name,
        int port,
        Func<string, int, string> describe)
    {
        var world = region.World;
        var builder = world.Builder;
        var file = Path.Combine(RunDirectory.Path, name, "redis.conf");
        var command = Unprivileged.Wrap("redis-server", file);
        var resource = new RedisResource(world, name, command[0]);
        var settings = describe(resource.Password, world.Port(port));
        var key = $"{name}-ready";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            _ => new RedisHealthCheck(world.Port(port), resource.Password),
            HealthStatus.Unhealthy,
            tags: null));
        var server = builder.AddResource(resource)
            .WithArgs(command[1..])
            .WithRequiredCommand(
                "redis-server",
                "Type './run doctor --fix' (on Debian it installs the package 'redis-server').")
            .WithEndpoint(port: world.Port(port), scheme: "tcp", isProxied: false)
            .WithHealthCheck(key)
            .OnBeforeResourceStarted((_, _, cancellation) =>
                Unprivileged.WriteAsync(file, settings, cancellation));
        return region.Place(server, port);
    }

    // In a file and not on the command line, which everybody on the machine can read.
    private static string Settings(
        string password,
        int port,
        string maxMemory,
        string eviction) =>
        $"""
        bind 127.0.0.1
        port {port}
        requirepass {password}
        dir /
        save ""
        appendonly no
        maxmemory {maxMemory}
        maxmemory-policy {eviction}
        loglevel warning

        """;
}
