// YARP with nothing added, to compare the balancer with: BalancerBenchmarks URL URL …
// or a client in no hurry: BalancerBenchmarks paced SECONDS NAME=URL NAME=URL …
using BalancerBenchmarks;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.LoadBalancing;

if (args is ["paced", var seconds, .. var ways])
{
    await Paced.RunAsync(int.Parse(seconds), ways);
    return;
}

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
