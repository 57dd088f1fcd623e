using Shop;

var builder = DistributedApplication.CreateBuilder(args);
var world = builder.AddWorld();
var controlKey = builder.AddControlKey();

var usEast = world.AddRegion(Region.UsEast);
var euWest = world.AddRegion(Region.EuWest);
var apSoutheast = world.AddRegion(Region.ApSoutheast);

// Three members agree on who leads. Two must live.
var etcdUs = usEast.AddEtcd("etcd-us", port: 40);
var etcdEu = euWest.AddEtcd("etcd-eu", port: 42);
var etcdAp = apSoutheast.AddEtcd("etcd-ap", port: 44);

// The first one leads at first. Later on the agents decide.
var databaseUs = usEast.AddPostgresNode("database-us", port: 10);
var databaseEu = euWest.AddPostgresNode("database-eu", port: 20, copyOf: databaseUs);
var databaseAp = apSoutheast.AddPostgresNode("database-ap", port: 30, copyOf: databaseUs);

var failoverUs = usEast.AddProject<Projects.Failover>("failover-us", port: 16)
    .WithNode(databaseUs)
    .WithControls(controlKey);

var failoverEu = euWest.AddProject<Projects.Failover>("failover-eu", port: 26)
    .WithNode(databaseEu)
    .WithControls(controlKey);

var failoverAp = apSoutheast.AddProject<Projects.Failover>("failover-ap", port: 36)
    .WithNode(databaseAp)
    .WithControls(controlKey);

foreach (var agent in new[] { failoverUs, failoverEu, failoverAp })
{
    agent
        .WithReference(databaseUs)
        .WithReference(databaseEu)
        .WithReference(databaseAp)
        .WithReference(etcdUs)
        .WithReference(etcdEu)
        .WithReference(etcdAp);
}

builder.Build().Run();
