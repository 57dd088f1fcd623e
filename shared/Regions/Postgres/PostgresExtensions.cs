using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class PostgresExtensions
{
    /// <summary>Adds a PostgreSQL server with one database to a region.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Where it listens, as an offset into the level's ports.</param>
    /// <param name="database">The database to create; references lead to it.</param>
    public static IResourceBuilder<PostgresResource> AddPostgres(
        this RegionBuilder region,
        string name,
        int port,
        string database = "shop")
    {
        var world = region.World;
        var builder = world.Builder;
        var command = Unprivileged.Wrap(PostgresBinaries.Find("postgres"));
        var resource = new PostgresResource(world, name, command[0], database);
        var directory = RunDirectory.For(world.Level, name, world.KeepsData);
        var files = new PostgresFiles(directory, isOpenToAll: world.Without == "password");
        var key = $"{name}-ready";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new PostgresHealthCheck(resource), HealthStatus.Unhealthy, tags: null));
        var server = builder.AddResource(resource)
            .WithArgs([.. command[1..], .. Settings(directory, world.Port(port))])
            .WithEndpoint(port: world.Port(port), scheme: "tcp", isProxied: false)
            .WithEnvironment("HOME", directory)
            .WithHealthCheck(key)
            .OnBeforeResourceStarted((_, _, cancellation) =>
                files.PrepareAsync(resource.Password, database, cancellation));
        return region.Place(server, port);
    }

    // Small, because a level may run several; loopback TCP only, because Unix sockets have paths
    // that are too long for some temporary directories.
    private static string[] Settings(string directory, int port) =>
    [
        "-D", directory,
        "-p", port.ToString(CultureInfo.InvariantCulture),
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        "-c", "shared_buffers=16MB",
        "-c", "max_connections=100",
        "-c", "log_checkpoints=off",
    ];
}
