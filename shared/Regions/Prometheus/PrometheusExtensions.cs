using System.Globalization;
using System.Security.Cryptography;

namespace Aspire.Hosting;

public static class PrometheusExtensions
{
    /// <summary>
    /// Adds a Prometheus server that asks every service of the level for its <c>/metrics</c> once a
    /// second and judges the answers by alert rules. It is in no region and dies with none.
    /// </summary>
    /// <param name="world">The level's world.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">Where its page and its API are, as an offset into the level's ports.</param>
    /// <param name="rules">The file of the alert rules, beside the AppHost.</param>
    /// <remarks>
    /// Services answer to nobody else: they get the key of this run as <c>METRICS_KEY</c>.
    /// </remarks>
    public static IResourceBuilder<ExecutableResource> AddPrometheus(
        this World world,
        string name,
        int port,
        string rules)
    {
        var builder = world.Builder;
        var directory = Path.Combine(RunDirectory.Path, name);
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var files = new PrometheusFiles(directory, Path.Combine(builder.AppHostDirectory, rules), key)
        {
            Judges = world.Without != "alerts",
        };
        builder.OnBeforeStart((started, _) => AppendAsync(builder, started.Model, files, key));
        var command = Unprivileged.Wrap(["prometheus", .. Settings(files, world.Port(port))]);
        return builder.AddExecutable(name, command[0], "/", command[1..])
            .WithRequiredCommand(
                "prometheus",
                "Type './run doctor --fix' (on Debian it installs the package 'prometheus').")
            .WithHttpEndpoint(port: world.Port(port), isProxied: false)
            .WithHttpHealthCheck("/-/ready")
            .OnBeforeResourceStarted((_, _, cancellation) => files.PrepareAsync(cancellation));
    }

    // A release that starts is a new target, because its name is one of the labels.
    private static Task AppendAsync(
        IDistributedApplicationBuilder builder,
        DistributedApplicationModel model,
        PrometheusFiles files,
        string key)
    {
        var services = model.Resources
            .OfType<ProjectResource>()
            .Where(resource => resource.Release() is not null)
            .ToList();
        // Spares rest most of the time, which is no failure: nobody is woken for them.
        var watched = services.FindAll(
            service => !service.HasAnnotationOfType<ExplicitStartupAnnotation>());
        foreach (var service in services)
        {
            service.Annotations.Add(new EnvironmentCallbackAnnotation("METRICS_KEY", () => key));
            builder.Eventing.Subscribe<BeforeResourceStartedEvent>(service, (_, _) =>
            {
                files.Target(watched);
                return Task.CompletedTask;
            });
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<string> Settings(PrometheusFiles files, int port) =>
    [
        $"--config.file={files.Configuration}",
        $"--storage.tsdb.path={files.Data}",
        "--storage.tsdb.retention.time=1h",
        string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
        "--log.level=warn",
    ];
}
