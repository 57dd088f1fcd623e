using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>The balancer's control API as commands of its resource.</summary>
internal static class Controls
{
    private const string KeyName = "control-key";

    /// <summary>Adds the key without which the balancer's controls are not there.</summary>
    public static IResourceBuilder<ParameterResource> AddControlKey(
        this IDistributedApplicationBuilder builder) =>
        builder.AddParameter(
            KeyName,
            new GenerateParameterDefault { MinLength = 32, Special = false },
            secret: true);

    public static IResourceBuilder<ProjectResource> WithControls(
        this IResourceBuilder<ProjectResource> balancer,
        IResourceBuilder<ParameterResource> key) =>
        balancer
            .WithEnvironment("CONTROL_KEY", key)
            .With("share-even", "Share evenly", to => to.ShareAsync(blue: 1, green: 1))
            .With("share-canary", "10 % to green", to => to.ShareAsync(blue: 90, green: 10))
            .With("share-blue", "All to blue", to => to.ShareAsync(blue: 1, green: 0))
            .With("share-green", "All to green", to => to.ShareAsync(blue: 0, green: 1))
            .With("canary", "Try green", to => to.TryAsync("green", [10, 50], seconds: 10));

    /// <summary>The control API of the running balancer.</summary>
    public static async Task<Control> ConnectAsync(IServiceProvider services)
    {
        var model = services.GetRequiredService<DistributedApplicationModel>();
        var key = model.Resources.OfType<ParameterResource>().Single(one => one.Name == KeyName);
        var port = model.Resources.Single(one => one.Name == "balancer").Place()!.Port;
        return new Control(port, (await key.GetValueAsync(default))!);
    }

    /// <summary>What a reset does about shares, and about a trial that changes them.</summary>
    public static async Task ShareEvenlyAsync(IServiceProvider services)
    {
        using var control = await ConnectAsync(services);
        await control.ShareAsync(blue: 1, green: 1);
    }

    private static IResourceBuilder<ProjectResource> With(
        this IResourceBuilder<ProjectResource> balancer,
        string command,
        string title,
        Func<Control, Task> run) =>
        balancer.WithCommand(
            command,
            title,
            async context =>
            {
                using var control = await ConnectAsync(context.Services);
                await run(control);
                return CommandResults.Success();
            });
}
