namespace Aspire.Hosting;

public static class ControlRoomExtensions
{
    /// <summary>
    /// Adds a world, the demos that can be played in it, and the control room: a page at the first
    /// of the level's ports from which a presenter breaks the world and watches it recover.
    /// </summary>
    public static World AddWorld(
        this IDistributedApplicationBuilder builder,
        IReadOnlyList<Demo> demos)
    {
        var world = builder.AddDemos(demos);
        builder.Services.AddSingleton<Board>();
        builder.Services.AddSingleton<LogBook>();
        builder.Services.AddSingleton<Director>();
        builder.Services.AddSingleton<Inspector>();
        builder.Services.AddSingleton<Orders>();
        builder.Services.AddSingleton<Replayer>();
        builder.Services.AddSingleton<Commands>();
        builder.Services.AddSingleton<Page>();
        builder.Services.AddHostedService<ControlRoom>();
        builder.Services.AddHostedService<Observer>();
        builder.Services.AddHostedService<Reporter>();
        builder.Services.AddHostedService<Statistician>();
        return world
            .AddSwitch(ShopperRate.Switch)
            .AddCounter(Promises.StaleReads)
            .AddCounter(Promises.LostOrders);
    }

    /// <summary>Adds something that the presenter can switch while the level runs.</summary>
    public static World AddSwitch(this World world, Switch @switch)
    {
        world.Builder.Services.AddSingleton(@switch);
        return world;
    }

    /// <summary>Adds something that a reset does, once all processes and links are back.</summary>
    public static World AddRestore(this World world, Func<IServiceProvider, Task> restore)
    {
        world.Builder.Services.AddSingleton(new Restoration(restore));
        return world;
    }

    /// <summary>Adds a number that the control room shows, read once a second.</summary>
    public static World AddCounter(this World world, Counter counter)
    {
        world.Builder.Services.AddSingleton(counter);
        return world;
    }

    /// <summary>Says what a resource is at the moment, for example <c>leader</c>.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="role">
    /// Asked several times a second: answers from memory. Null for nothing.
    /// </param>
    public static IResourceBuilder<T> WithRole<T>(
        this IResourceBuilder<T> resource,
        Func<string?> role)
        where T : IResource =>
        resource.WithAnnotation(new RoleAnnotation(role));
}
