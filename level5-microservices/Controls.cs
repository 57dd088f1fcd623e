using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shop;

/// <summary>The key to the control APIs, and the way to each of them.</summary>
internal static class Controls
{
    private const string KeyName = "control-key";

    /// <summary>Adds the key without which the services' controls are not there.</summary>
    public static IResourceBuilder<ParameterResource> AddControlKey(
        this IDistributedApplicationBuilder builder) =>
        builder.AddSecret(KeyName);

    /// <summary>Adds a secret that nobody knows but whom it is given to.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(
        this IDistributedApplicationBuilder builder,
        string name) =>
        builder.AddParameter(
            name,
            new GenerateParameterDefault { MinLength = 32, Special = false },
            secret: true);

    public static IResourceBuilder<ProjectResource> WithControlKey(
        this IResourceBuilder<ProjectResource> service,
        IResourceBuilder<ParameterResource> key) =>
        service.WithEnvironment("CONTROL_KEY", key);

    /// <summary>Adds releases of one service that go from region to region, each as one command.</summary>
    public static IResourceBuilder<ProjectResource> WithRollouts(
        this IResourceBuilder<ProjectResource> service) =>
        service
            .WithRollout("v1")
            .WithRollout("v2")
            .WithRollout("v3");

    /// <summary>A service's instance in a region.</summary>
    /// <param name="name">catalog, inventory, orders, accounts, payments or gateway.</param>
    public static ProjectResource Service(IServiceProvider services, string name, Region region) =>
        Named(services, $"{name}-").Single(one => one.Place()!.Region == region);

    /// <summary>A region's edge: what its customers reach first.</summary>
    public static IResource Edge(IServiceProvider services, Region region) =>
        Named(services, "edge-").Single(one => one.Place()!.Region == region);

    /// <summary>The control APIs of the services, beside those of the parts.</summary>
    public static async Task<ServiceControl> ServicesAsync(IServiceProvider services) =>
        new(Named(services, ""), await KeyAsync(services));

    /// <summary>The control APIs of the catalog's caches.</summary>
    public static async Task<CacheControl> CachesAsync(IServiceProvider services) =>
        new(Named(services, "catalog-"), await KeyAsync(services));

    /// <summary>Chooses whose way of merging customers see.</summary>
    public static async Task MergeAsync(IServiceProvider services, string way)
    {
        using var control = new ControlClient(await KeyAsync(services));
        foreach (var catalog in Named(services, "catalog-"))
            await control.SendAsync(HttpMethod.Put, catalog, $"backend/reviews?way={way}");
    }

    /// <summary>The control APIs of all edges.</summary>
    public static async Task<EdgeControl> EdgesAsync(IServiceProvider services) =>
        new(Named(services, "edge-"), await KeyAsync(services));

    /// <summary>The agents beside a service's databases.</summary>
    public static async Task<ClusterControl> ClusterAsync(IServiceProvider services, string name) =>
        new(Named(services, $"failover-{name}-"), await KeyAsync(services));

    /// <summary>The control API of the name server.</summary>
    public static async Task<NameControl> NamesAsync(IServiceProvider services) =>
        new(Named(services, "dns").Single(), await KeyAsync(services));

    private static IResourceBuilder<ProjectResource> WithRollout(
        this IResourceBuilder<ProjectResource> service,
        string release) =>
        service.WithCommand(
            $"release-{release}",
            $"Release {release} of the catalog, region by region",
            async context =>
            {
                var rollout = new Rollout(
                    context.Services,
                    context.Services.GetRequiredService<Faults>(),
                    what => context.Logger.LogInformation("{Step}", what),
                    context.CancellationToken);
                var refused = await rollout.RunAsync("catalog", release, Region.All);
                return refused is null
                    ? CommandResults.Success()
                    : CommandResults.Failure($"{refused} refused {release}.");
            });

    private static IReadOnlyList<ProjectResource> Named(IServiceProvider services, string prefix) =>
        [.. services.GetRequiredService<DistributedApplicationModel>().Resources
            .OfType<ProjectResource>()
            .Where(one => one.Name.StartsWith(prefix, StringComparison.Ordinal)),];

    private static async Task<string> KeyAsync(IServiceProvider services)
    {
        var model = services.GetRequiredService<DistributedApplicationModel>();
        var key = model.Resources.OfType<ParameterResource>().Single(one => one.Name == KeyName);
        return (await key.GetValueAsync(default))!;
    }
}
