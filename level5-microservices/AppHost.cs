using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld(Demos.All);
var controlKey = builder.AddControlKey();

var usEast = world.AddRegion(Region.UsEast);
var euWest = world.AddRegion(Region.EuWest);
var apSoutheast = world.AddRegion(Region.ApSoutheast);

// Each service has a database of its own, and each database a home: whoever writes most is near.
IResourceBuilder<EtcdResource>[] members =
[
    usEast.AddEtcd("etcd-us", port: 71),
    euWest.AddEtcd("etcd-eu", port: 81),
    apSoutheast.AddEtcd("etcd-ap", port: 91),
];
var catalogData = new Cluster("catalog", members, controlKey)
    .AddNode(usEast, "us", port: 700)
    .AddNode(euWest, "eu", port: 710)
    .AddNode(apSoutheast, "ap", port: 720)
    .Connect();
var inventoryData = new Cluster("inventory", members, controlKey)
    .AddNode(usEast, "us", port: 702)
    .AddNode(euWest, "eu", port: 712)
    .AddNode(apSoutheast, "ap", port: 722)
    .Connect();
var ordersData = new Cluster("orders", members, controlKey)
    .AddNode(euWest, "eu", port: 714)
    .AddNode(usEast, "us", port: 704)
    .AddNode(apSoutheast, "ap", port: 724)
    .Connect();
var events = usEast.AddRedisLog("events", port: 28);

if (world.Without == "split")
    inventoryData = ordersData = catalogData;

// Services know each other by name. Where they are is the business of whoever starts them.
var services = new Services(world, events, controlKey)
    .Add<Projects.Payments>("payments", port: 27, [usEast])
    .Add<Projects.Catalog>("catalog", port: 21, [usEast, euWest, apSoutheast], catalogData)
    .Add<Projects.Inventory>("inventory", port: 25, [usEast, euWest], inventoryData)
    .Add<Projects.Orders>("orders", port: 26, [usEast, euWest], ordersData)
    .Add<Projects.Accounts>("accounts", port: 22, [usEast, euWest, apSoutheast], homePort: 706)
    .Let("catalog", call: ["accounts", "inventory"])
    .Let("accounts", call: ["accounts", "catalog", "orders"])
    .Let("orders", call: ["accounts", "catalog", "inventory", "payments"])
    .WithCaches("catalog", port: 20)
    .AddCandidate<Projects.Accounts>("accounts", port: 29, usEast)
    .WithSecret("accounts", "DIRECTORY_KEY");
var assetsBlue = usEast.AddProject<Projects.Assets>("assets-blue", port: 11);
var assetsGreen = usEast.AddProject<Projects.Assets>("assets-green", port: 12);

// What customers see of all that: one gateway and one edge in each region, and one name.
var us = AddSite(usEast, port: 23, edge: 1);
var eu = AddSite(euWest, port: 33, edge: 34);
var ap = AddSite(apSoutheast, port: 43, edge: 44);
var names = world.AddGeoDns<Projects.GeoDns>("dns", port: 53, new(), us, eu, ap)
    .WithControlKey(controlKey)
    .WithRollouts();
// Whom it would ask have enough to do while they start.
world.AddPrometheus("prometheus", port: 60, rules: "alerts.yml")
    .WaitFor(us)
    .WaitFor(eu)
    .WaitFor(ap);

world.AddShoppers(from: Region.All, through: names, storefronts: [assetsBlue, assetsGreen]);
world.AddSwitches().AddCounters();

builder.Build().Run();

IResourceBuilder<ProjectResource> AddSite(RegionBuilder region, int port, int edge)
{
    var site = Services.Site(region);
    var gateway = region.AddProject<Projects.Gateway>($"gateway-{site}", port)
        .WithReference(assetsBlue)
        .WithReference(assetsGreen)
        .WithControlKey(controlKey);
    services.Open(gateway, "accounts", "catalog", "orders");

    return region.AddProject<Projects.Cdn>($"edge-{site}", edge)
        .WithReference(gateway, "balancer")
        .WithControlKey(controlKey);
}
