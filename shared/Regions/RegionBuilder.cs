namespace Aspire.Hosting;

/// <summary>Adds resources to one region of the world.</summary>
public sealed class RegionBuilder(World world, Region region)
{
    public World World => world;

    public Region Region => region;

    /// <summary>
    /// Adds a service. It is told where and what it is (<c>REGION</c>, <c>INSTANCE</c>,
    /// <c>RELEASE</c>), and is healthy when <c>/health</c> says so.
    /// </summary>
    /// <param name="name">The resource's name, unique in the level.</param>
    /// <param name="port">Where it listens, as an offset into the level's ports.</param>
    /// <param name="release">The release that it starts with.</param>
    public IResourceBuilder<ProjectResource> AddProject<TProject>(
        string name,
        int port,
        string release = "v1")
        where TProject : IProjectMetadata, new()
    {
        var service = world.Builder.AddProject<TProject>(name)
            .WithHttpEndpoint(port: world.Port(port), isProxied: false)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("REGION", region.Name)
            .WithEnvironment("INSTANCE", name)
            .WithEnvironment("WITHOUT", world.Without)
            // Writing machine code through a second view of the memory guards against attackers who
            // aren't here, and takes a tenth of each start.
            .WithEnvironment("DOTNET_EnableWriteXorExecute", "0")
            .WithAnnotation(new ReleaseAnnotation(release));
        service.WithEnvironment("RELEASE", () => service.Resource.Release()!.Current);
        return Place(service, port).WithReleaseCommands();
    }

    /// <summary>Gives a resource its place in this region, and the commands that break it.</summary>
    public IResourceBuilder<T> Place<T>(IResourceBuilder<T> resource, int port)
        where T : IResource =>
        resource
            .WithAnnotation(new RegionAnnotation(region, world.Port(port)))
            .WithFaultCommands();
}
