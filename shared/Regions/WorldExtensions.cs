using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public static class WorldExtensions
{
    /// <summary>Adds a world with distances: a proxy called <c>wan</c> that every link goes through.</summary>
    public static World AddWorld(this IDistributedApplicationBuilder builder)
    {
        var world = new World(builder);
        world.Wan.AddTo(builder);
        builder.Services.AddSingleton(world);
        builder.Services.AddSingleton<Faults>();
        builder.Services.AddSingleton<Revival>();
        builder.Services.AddSingleton<HealthProbe>();
        // Demos ask whether a dead process is back ten times a second; its "no" is no news.
        builder.Services.AddLogging(logging =>
            logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        builder.OnBeforeStart((started, _) => LinkedReferences.AppendAsync(world, started.Model));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RunDirectory.Remove();
        return world;
    }
}
