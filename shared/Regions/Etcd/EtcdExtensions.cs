namespace Aspire.Hosting;

public static class EtcdExtensions
{
    /// <summary>Adds a member of the level's etcd cluster to a region. It takes three of them.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">
    /// Where clients reach it, as an offset into the level's ports; the next port is its peers'.
    /// </param>
    /// <param name="timing">Its time-outs, the same for all members; those for a stage by default.</param>
    public static IResourceBuilder<EtcdResource> AddEtcd(
        this RegionBuilder region,
        string name,
        int port,
        EtcdTiming? timing = null)
    {
        var world = region.World;
        var command = Unprivileged.Wrap("etcd");
        var resource = new EtcdResource(world, name, command[0]);
        resource.Peer.Annotations.Add(new RegionAnnotation(region.Region, world.Port(port + 1)));
        var peers = new EtcdPeers(world, resource);
        var directory = world.DataFolder(name);
        var member = world.Builder.AddResource(resource)
            .WithArgs(command[1..])
            .WithArgs(context => Append(context, Settings(resource, directory, world.Port(port), peers)))
            .WithArgs((timing ?? EtcdTiming.Stage).Arguments)
            .WithEnvironment(context =>
                peers.ConnectAsync(context.EnvironmentVariables, context.CancellationToken))
            .WithRequiredCommand(
                "etcd",
                "Type './run doctor --fix' (on Debian it installs the package 'etcd-server').")
            .WithEndpoint(port: world.Port(port), scheme: "http", name: "http", isProxied: false)
            // Not "/health", which asks for a leader: one member can't help it if others are dead.
            .WithHttpHealthCheck("/version")
            .OnBeforeResourceStarted((_, _, cancellation) => PrepareAsync(directory, cancellation));
        world.Builder.OnBeforeStart((_, _) =>
        {
            peers.Declare();
            return Task.CompletedTask;
        });
        return region.Place(member, port);
    }

    private static async Task PrepareAsync(string directory, CancellationToken cancellation)
    {
        RunDirectory.Create(directory);
        await Unprivileged.RunAsync(["chmod", "700", directory], null, cancellation);
        await Unprivileged.OwnAsync(directory, cancellation);
    }

    // Known to each other only once all of them are added, that is when the first one starts.
    private static void Append(CommandLineArgsCallbackContext context, string[] settings)
    {
        foreach (var setting in settings)
        {
            context.Args.Add(setting);
        }
    }

    private static string[] Settings(
        EtcdResource member,
        string directory,
        int port,
        EtcdPeers peers) =>
    [
        "--name", member.Name,
        "--data-dir", directory,
        "--listen-client-urls", $"http://127.0.0.1:{port}",
        "--advertise-client-urls", $"http://127.0.0.1:{port}",
        "--listen-peer-urls", $"http://127.0.0.1:{port + 1}",
        "--initial-advertise-peer-urls", peers.Address,
        "--initial-cluster", peers.Cluster,
        "--pre-vote", // Who comes back after a partition asks before it unseats a leader.
        "--auto-compaction-mode", "revision",
        "--auto-compaction-retention", "1000",
        "--logger", "zap",
        "--log-level", "error",
    ];
}
