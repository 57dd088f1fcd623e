using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld(Demos.All);

// The whole shop lives in one region. Everybody else's requests cross an ocean.
var usEast = world.AddRegion(Region.UsEast);

var database = usEast.AddPostgres("database", port: 10);

// One process answers every request: what it can't do, nobody gets.
var backend = usEast.AddProject<Projects.Backend>("backend", port: 2)
    .WithReference(database, "shop")
    .WaitFor(database);

var assets = usEast.AddProject<Projects.Assets>("assets", port: 1);

world.AddShoppers(
    from: [Region.UsEast, Region.EuWest, Region.ApSoutheast],
    api: backend,
    page: assets);

builder.Build().Run();
