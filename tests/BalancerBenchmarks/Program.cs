// YARP with nothing added, to compare the balancer with: BalancerBenchmarks URL URL …
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;

var builder = WebApplication.CreateSlimBuilder();
// As every service here: failures are logged, requests are not.
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var route = new RouteConfig
{
    RouteId = "all",
    ClusterId = "all",
    Match = new() { Path = "/{**rest}" },
};
var cluster = new ClusterConfig
{
    ClusterId = "all",
    LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
    Destinations = args.ToDictionary(url => url, url => new DestinationConfig { Address = url }),
};
builder.Services.AddReverseProxy().LoadFromMemory([route], [cluster]);

var app = builder.Build();
app.MapReverseProxy();
app.Run();
