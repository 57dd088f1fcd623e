using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld(Demos.All);
var controlKey = builder.AddControlKey();

// The whole shop lives in one region. Everybody else's requests cross an ocean.
var usEast = world.AddRegion(Region.UsEast);
var euWest = world.AddRegion(Region.EuWest);

var database = usEast.AddPostgres("database", port: 10);

// Two of each: one can go, for a release or for good, and the other one serves.
var backendBlue = usEast.AddProject<Projects.Backend>("backend-blue", port: 11)
    .WithReference(database, "shop")
    .WaitFor(database);

var backendGreen = usEast.AddProject<Projects.Backend>("backend-green", port: 12)
    .WithReference(database, "shop")
    .WaitFor(database);

var assetsBlue = usEast.AddProject<Projects.Assets>("assets-blue", port: 13);

var assetsGreen = usEast.AddProject<Projects.Assets>("assets-green", port: 14);

// The only public part, and the only one of its kind.
var balancer = usEast.AddProject<Projects.LoadBalancer>("balancer", port: 1)
    .WithReference(backendBlue)
    .WithReference(backendGreen)
    .WithReference(assetsBlue)
    .WithReference(assetsGreen)
    .WithControls(controlKey);

// The same one at a third site; a demo starts it.
euWest.AddProject<Projects.LoadBalancer>("balancer-eu", port: 15)
    .WithReference(backendBlue)
    .WithReference(backendGreen)
    .WithReference(assetsBlue)
    .WithReference(assetsGreen)
    .WithExplicitStart();

world.AddShoppers(
    from: [Region.UsEast, Region.EuWest, Region.ApSoutheast],
    api: balancer,
    page: balancer,
    storefronts: [assetsBlue, assetsGreen]);

world.AddRestore(Controls.ShareEvenlyAsync);

builder.Build().Run();
