namespace Shop;

/// <summary>
/// The shop's services, each in some regions. Instances in a row have ports ten apart, so that the
/// same digit is the same service everywhere.
/// </summary>
/// <param name="events">Where services tell each other what has happened.</param>
/// <param name="controlKey">Without it nobody can call what isn't for customers.</param>
internal sealed class Services(
    World world,
    IResourceBuilder<RedisResource> events,
    IResourceBuilder<ParameterResource> controlKey)
{
    private readonly List<IResourceBuilder<ProjectResource>> all = [];
    private readonly List<IResourceBuilder<ProjectResource>> candidates = [];
    private readonly Dictionary<IResource, RegionBuilder> regions = [];
    private readonly Dictionary<string, IResourceBuilder<PostgresResource>> homes = [];
    private IResourceBuilder<PostgresResource>? first;

    /// <summary>us, eu, ap.</summary>
    public static string Site(RegionBuilder region) => region.Region.Name.Split('-')[0];

    /// <param name="data">Its database, which has copies; null if it has none.</param>
    /// <param name="homePort">Of a database in each region that has no copies elsewhere.</param>
    public Services Add<TProject>(
        string name,
        int port,
        IReadOnlyList<RegionBuilder> where,
        Cluster? data = null,
        int? homePort = null)
        where TProject : IProjectMetadata, new()
    {
        foreach (var region in where)
        {
            var (site, row) = (Site(region), 10 * world.Regions.ToList().IndexOf(region.Region));
            var service = Equip(
                region.AddProject<TProject>($"{name}-{site}", port + row), name, region);
            if (data is not null)
                service.WithReference(data, name);
            if (homePort is not null)
                service.WithReference(AtHome(region, name, homePort.Value + row), $"{name}-{site}");
            all.Add(service);
            regions[service.Resource] = region;
        }

        return this;
    }

    /// <summary>
    /// Adds what may be the next release of a service with a database in each region. It is started
    /// to be examined, and no customer is ever sent to it.
    /// </summary>
    public Services AddCandidate<TProject>(string name, int port, RegionBuilder region)
        where TProject : IProjectMetadata, new()
    {
        var site = Site(region);
        candidates.Add(Equip(
                region.AddProject<TProject>($"candidate-{name}-{site}", port), name, region)
            .WithReference(homes[$"{name}-{site}"], $"{name}-{site}")
            .WithExplicitStart());
        return this;
    }

    /// <summary>Tells a service's instances where those of others are.</summary>
    public Services Let(string name, params IReadOnlyList<string> call)
    {
        foreach (var caller in Named(name))
            Refer(caller, call);
        return this;
    }

    /// <summary>Gives a service a cache in each region, and lets it read those of the others.</summary>
    public Services WithCaches(string name, int port)
    {
        var caches = Named(name).Select(service => regions[service.Resource]).ToDictionary(
            region => region,
            region => region.AddRedis(
                $"cache-{Site(region)}",
                port + (10 * world.Regions.ToList().IndexOf(region.Region)),
                maxMemory: "3mb",
                eviction: "volatile-lru"));
        foreach (var service in Named(name))
        {
            foreach (var (region, cache) in caches)
            {
                var isOwn = region == regions[service.Resource];
                service.WithReference(cache, isOwn ? "cache" : cache.Resource.Name);
            }
        }

        return this;
    }

    /// <summary>Gives all instances of a service a secret that no other service has.</summary>
    public Services WithSecret(string name, string variable)
    {
        var secret = world.AddSecret($"{name}-secret");
        foreach (var service in Named(name).Concat(candidates))
            service.WithEnvironment(variable, secret);
        return this;
    }

    /// <summary>Lets a gateway send customers to services, the nearest instance first.</summary>
    public void Open(IResourceBuilder<ProjectResource> gateway, params IReadOnlyList<string> names)
    {
        gateway.WithEnvironment("NEAREST", string.Join(',', Nearest(gateway.Resource.Place()!.Region)));
        Refer(gateway, names);
    }

    // What every service is told, and its candidate as well.
    private IResourceBuilder<ProjectResource> Equip(
        IResourceBuilder<ProjectResource> service, string name, RegionBuilder region) => service
        .WithReference(events, "events")
        .WithEnvironment("NEAREST", string.Join(',', Nearest(region)))
        .WithEnvironment("DATA", world.DataFolder($"{name}-{Site(region)}"))
        .WithControlKey(controlKey);

    private IResourceBuilder<PostgresResource> AtHome(RegionBuilder region, string name, int port)
    {
        var home = region.AddPostgres($"database-{name}-{Site(region)}", port);
        // Without homes, all are at home where the first one is.
        first = world.Without == "home-region" ? first ?? home : home;
        return homes[$"{name}-{Site(region)}"] = first;
    }

    private void Refer(IResourceBuilder<ProjectResource> caller, IReadOnlyList<string> names)
    {
        foreach (var service in names.SelectMany(Named).Where(one => one.Resource != caller.Resource))
            caller.WithReference(service);
    }

    private IEnumerable<IResourceBuilder<ProjectResource>> Named(string name) =>
        all.Where(service => service.Resource.Name.StartsWith($"{name}-"));

    private IEnumerable<string> Nearest(RegionBuilder region) => Nearest(region.Region);

    private IEnumerable<string> Nearest(Region region) => world.Regions
        .OrderBy(other => other == region ? TimeSpan.Zero : world.Latency.Rtt(region, other))
        .Select(other => other.Name.Split('-')[0]);
}
