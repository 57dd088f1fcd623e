using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld(Demos.All);
var keys = world.AddShopKeys();

var usEast = world.AddRegion(Region.UsEast);
var euWest = world.AddRegion(Region.EuWest);
var apSoutheast = world.AddRegion(Region.ApSoutheast);

// The only servers. They know names, and nothing else; one would do.
var meetUs = usEast.AddProject<Projects.Rendezvous>("rendezvous-us", port: 10);
var meetEu = euWest.AddProject<Projects.Rendezvous>("rendezvous-eu", port: 11);

// Signs the catalogue and opens the orders. Nobody who buys waits for it.
var merchant = AddPeer(usEast, "merchant", port: 2)
    .WithEnvironment("MERCHANT", keys.Private);

// The shop itself runs where its customers are.
var us = AddPeer(usEast, "peer-us-1", port: 1);
var eu = AddPeer(euWest, "peer-eu-1", port: 30);
var ap = AddPeer(apSoutheast, "peer-ap-1", port: 40);

world.AddNeighbours(
    [meetUs, meetEu],
    [
        merchant,
        us,
        AddPeer(usEast, "peer-us-2", port: 21),
        AddPeer(usEast, "peer-us-3", port: 22),
        eu,
        AddPeer(euWest, "peer-eu-2", port: 31),
        AddPeer(euWest, "peer-eu-3", port: 32),
        ap,
        AddPeer(apSoutheast, "peer-ap-2", port: 41),
        AddPeer(apSoutheast, "peer-ap-3", port: 42),
        AddPeer(euWest, "newcomer", port: 50).WithEnvironment("DATA", "").WithExplicitStart(),
    ]);

world.AddShoppers(at: [us, eu, ap], books: merchant);

builder.Build().Run();

IResourceBuilder<ProjectResource> AddPeer(RegionBuilder region, string name, int port) =>
    region.AddProject<Projects.Peer>(name, port)
        .WithEnvironment("SHOP", keys.Public)
        .WithEnvironment("DATA", world.DataFolder(name));
