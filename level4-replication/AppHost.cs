using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld(Demos.All);
var controlKey = builder.AddControlKey();

var usEast = world.AddRegion(Region.UsEast);
var euWest = world.AddRegion(Region.EuWest);
var apSoutheast = world.AddRegion(Region.ApSoutheast);

// The truth lives in each region. Three members of etcd agree on who may change it.
var cluster = new Cluster(controlKey)
    .AddNode(usEast, "us", port: 70)
    .AddNode(euWest, "eu", port: 80)
    .AddNode(apSoutheast, "ap", port: 90)
    .Connect();
var assetsBlue = usEast.AddProject<Projects.Assets>("assets-blue", port: 11);
var assetsGreen = usEast.AddProject<Projects.Assets>("assets-green", port: 12);

// What no leader has to decide, each region's Redis takes by itself; backends tell each other's.
var caches = new Dictionary<string, IResourceBuilder<RedisResource>>
{
    ["us"] = AddCache(usEast, "us", port: 20),
    ["eu"] = AddCache(euWest, "eu", port: 30),
    ["ap"] = AddCache(apSoutheast, "ap", port: 40),
};

// What is read is near everybody. Each region has the same, and its public part is the edge.
var us = AddSite(usEast, "us", port: 20, edge: 1);
var eu = AddSite(euWest, "eu", port: 30, edge: 34);
var ap = AddSite(apSoutheast, "ap", port: 40, edge: 44);

// One name for all of them, which leads everybody to the nearest one that serves.
var names = world.AddGeoDns<Projects.GeoDns>("dns", port: 53, new(), us, eu, ap)
    .WithControlKey(controlKey)
    .WithRollouts();
world.AddPrometheus("prometheus", port: 60, rules: "alerts.yml");

world.AddShoppers(from: Region.All, through: names, storefronts: [assetsBlue, assetsGreen]);
world.AddSwitches().AddCounters();

builder.Build().Run();

IResourceBuilder<ProjectResource> AddSite(RegionBuilder region, string name, int port, int edge)
{
    var backendBlue = AddBackend(region, name, "blue", port + 1);
    var backendGreen = AddBackend(region, name, "green", port + 2);

    var balancer = region.AddProject<Projects.LoadBalancer>($"balancer-{name}", port + 3)
        .WithReference(backendBlue, "backend-blue")
        .WithReference(backendGreen, "backend-green")
        .WithReference(assetsBlue)
        .WithReference(assetsGreen)
        .WithControlKey(controlKey);

    return region.AddProject<Projects.Cdn>($"edge-{name}", edge)
        .WithReference(balancer, "balancer")
        .WithControlKey(controlKey);
}

IResourceBuilder<RedisResource> AddCache(RegionBuilder region, string name, int port) =>
    region.AddRedis($"cache-{name}", port, maxMemory: "3mb", eviction: "volatile-lru");

IResourceBuilder<ProjectResource> AddBackend(RegionBuilder region, string name, string slot, int port)
{
    var backend = region.AddProject<Projects.Backend>($"backend-{slot}-{name}", port)
        .WithReference(cluster, "shop")
        .WithControlKey(controlKey);
    foreach (var (site, cache) in caches)
        backend.WithReference(cache, site == name ? "cache" : $"cache-{site}");
    return backend;
}
