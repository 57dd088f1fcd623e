using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld(Demos.All);
var controlKey = builder.AddControlKey();

var usEast = world.AddRegion(Region.UsEast);
var euWest = world.AddRegion(Region.EuWest);
var apSoutheast = world.AddRegion(Region.ApSoutheast);

// The truth has one home. Everybody's writes still go there.
var database = usEast.AddPostgres("database", port: 10);

var assetsBlue = usEast.AddProject<Projects.Assets>("assets-blue", port: 11);

var assetsGreen = usEast.AddProject<Projects.Assets>("assets-green", port: 12);

// What is read is kept near everybody.
var us = AddShop(usEast, "us", port: 20);
var eu = AddShop(euWest, "eu", port: 30);
var ap = AddShop(apSoutheast, "ap", port: 40);

world.AddPrometheus("prometheus", port: 60, rules: "alerts.yml");

world.AddShoppers(
    from: [Region.UsEast, Region.EuWest, Region.ApSoutheast],
    api: us,
    page: us,
    storefronts: [assetsBlue, assetsGreen]);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddShop(RegionBuilder region, string name, int port)
{
    var cache = region.AddRedis($"cache-{name}", port);

    var backendBlue = region.AddProject<Projects.Backend>($"backend-blue-{name}", port + 1)
        .WithReference(database, "shop")
        .WithReference(cache, "cache")
        .WithEnvironment("CONTROL_KEY", controlKey)
        .WaitFor(database);

    var backendGreen = region.AddProject<Projects.Backend>($"backend-green-{name}", port + 2)
        .WithReference(database, "shop")
        .WithReference(cache, "cache")
        .WithEnvironment("CONTROL_KEY", controlKey)
        .WaitFor(database);

    return region.AddProject<Projects.LoadBalancer>($"balancer-{name}", port + 3)
        .WithReference(backendBlue, "backend-blue")
        .WithReference(backendGreen, "backend-green")
        .WithReference(assetsBlue)
        .WithReference(assetsGreen)
        .WithControls(controlKey);
}
