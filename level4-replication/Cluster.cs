namespace Shop;

/// <summary>
/// A database that lives in several regions: in each a node of PostgreSQL, a member of etcd, and an
/// agent that promotes, fences and mends the node beside it. Who leads is theirs to decide.
/// </summary>
/// <param name="controlKey">Without it nobody can tell the agents what to do.</param>
internal sealed class Cluster(IResourceBuilder<ParameterResource> controlKey)
{
    private readonly List<IResourceBuilder<PostgresResource>> databases = [];
    private readonly List<IResourceBuilder<EtcdResource>> members = [];
    private readonly List<IResourceBuilder<ProjectResource>> agents = [];

    /// <summary>The first one leads at first, the others begin as its copies.</summary>
    public Cluster AddNode(RegionBuilder region, string name, int port)
    {
        var settings = region.World.Builder.Configuration;
        members.Add(region.AddEtcd($"etcd-{name}", port + 1)); // And port + 2, for the others.
        databases.Add(region.AddPostgresNode($"database-{name}", port, databases.FirstOrDefault()));
        agents.Add(region.AddProject<Projects.Failover>($"failover-{name}", port + 3)
            .WithNode(databases[^1])
            .WithControlKey(controlKey)
            .WithEnvironment("DURABILITY", settings["durability"] ?? "sync")
            .WithEnvironment("PRESET", settings["preset"] ?? "stage"));
        var watch = new NodeWatch(agents[^1].Resource);
        var node = databases[^1].WithRole(() => watch.Last?.Role);
        node.WithCommand(
            "lead",
            "Lead",
            async context =>
            {
                using var control = await Controls.ClusterAsync(context.Services);
                await control.HandOverAsync(node.Resource.Name);
                return CommandResults.Success();
            },
            new CommandOptions { Description = "Take over from the leader, and lose nothing" });
        return this;
    }

    /// <summary>
    /// Lets each agent reach all databases and all of etcd. It waits for none of them: beside a
    /// dead database it is needed most.
    /// </summary>
    public Cluster Connect()
    {
        foreach (var agent in agents)
        {
            databases.ForEach(database => agent.WithReference(database));
            members.ForEach(member => agent.WithReference(member));
        }

        return this;
    }

    /// <summary>Lets a service read from any node, and ask any agent who leads.</summary>
    public void AddTo(IResourceBuilder<ProjectResource> service, string name)
    {
        databases.ForEach(database => service.WithReference(
            database, $"{name}-{Site(database.Resource)}"));
        agents.ForEach(agent => service.WithReference(agent));
    }

    private static string Site(IResource node) => node.Name.Split('-')[^1];
}

internal static class ClusterExtensions
{
    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> service,
        Cluster cluster,
        string name)
    {
        cluster.AddTo(service, name);
        return service;
    }
}
