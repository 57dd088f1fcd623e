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
        var command = Unprivileged.Wrap(PostgresBinaries.Find("postgres"));
        var resource = new PostgresResource(region.World, name, command[0], database);
        return Add(region, resource, port, command[1..]);
    }

    /// <summary>
    /// Adds a node of a replicated PostgreSQL to a region. The first one may lead at once; the
    /// others begin as copies of it and wait to be told whom to follow. Who leads later on is not
    /// the level's to say: an agent beside each node decides (<see cref="WithNode"/>).
    /// </summary>
    /// <param name="name">The resource's name, and the node's among the others.</param>
    /// <param name="port">Where it listens, as an offset into the level's ports.</param>
    /// <param name="copyOf">The first node; null for that one itself.</param>
    public static IResourceBuilder<PostgresResource> AddPostgresNode(
        this RegionBuilder region,
        string name,
        int port,
        IResourceBuilder<PostgresResource>? copyOf = null)
    {
        var world = region.World;
        string Beside(string what) => world.DataFolder($"{name}.{what}");
        var command = Unprivileged.Wrap(
            "sh", "-c", PostgresReplication.Keeper, "keeper", Beside("hold"), PostgresBinaries.Find("postgres"));
        var seed = copyOf?.Resource.Seed ?? new PostgresSeed(Beside("seed"));
        var resource = new PostgresResource(
            world,
            name,
            command[0],
            copyOf?.Resource.Database ?? "shop",
            seed,
            isCopy: copyOf is not null);
        return Add(region, resource, port, command[1..])
            .WithEnvironment("PGPASSFILE", seed.PasswordFile)
            .WithArgs(PostgresReplication.Settings);
    }

    /// <summary>
    /// Lets an agent promote, rewind and restart a node: tells it the node's name (<c>NODE</c>),
    /// where its files are (<c>PGDATA</c>) and PostgreSQL's programs (<c>PGBIN</c>), which file
    /// keeps the node from running while it exists (<c>PGHOLD</c>), and which one has the password
    /// of the other nodes (<c>PGPASSFILE</c>).
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithNode(
        this IResourceBuilder<ProjectResource> agent,
        IResourceBuilder<PostgresResource> node) =>
        agent
            .WithEnvironment("NODE", node.Resource.Name)
            .WithEnvironment("PGDATA", node.Resource.Directory)
            .WithEnvironment("PGHOLD", $"{node.Resource.Directory}.hold")
            .WithEnvironment("PGPASSFILE", node.Resource.Seed?.PasswordFile)
            .WithEnvironment("PGBIN", Path.GetDirectoryName(PostgresBinaries.Find("postgres"))!);

    private static IResourceBuilder<PostgresResource> Add(
        RegionBuilder region,
        PostgresResource resource,
        int port,
        string[] arguments)
    {
        var world = region.World;
        var directory = resource.Directory;
        var files = new PostgresFiles(resource, isOpenToAll: world.Without == "password");
        var key = $"{resource.Name}-ready";
        world.Builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new PostgresHealthCheck(resource), HealthStatus.Unhealthy, tags: null));
        var server = world.Builder.AddResource(resource)
            .WithArgs([.. arguments, .. Settings(directory, world.Port(port))])
            .WithEndpoint(port: world.Port(port), scheme: "tcp", isProxied: false)
            .WithEnvironment("HOME", directory)
            .WithHealthCheck(key)
            .OnBeforeResourceStarted((_, _, cancellation) => files.PrepareAsync(cancellation));
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
        "-c", "max_connections=200",
        "-c", "log_checkpoints=off",
    ];
}
