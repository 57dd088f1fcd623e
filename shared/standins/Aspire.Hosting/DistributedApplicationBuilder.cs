using System.Reflection;
using Aspire.Hosting.Execution;
using Aspire.Hosting.Testing;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly ResourceCollection _resources = [];
    private readonly DistributedApplicationOptions _options;

    internal DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        LoopbackTraffic.BypassesProxies();
        var guardian = Guardian.BeginAsync();

        AppHostAssembly = options.Assembly;
        AppHostDirectory = options.ProjectDirectory ?? RecordedDirectory(AppHostAssembly)
            ?? Directory.GetCurrentDirectory();
        Configuration = AppHostConfiguration.Create(AppHostDirectory, options.Args ?? []);
        Environment = new AppHostEnvironment(Configuration, AppHostAssembly, AppHostDirectory);
        Services.AddHosting(this, options);
        guardian.GetAwaiter().GetResult();
    }

    public ConfigurationManager Configuration { get; }

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment { get; }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; } =
        new(DistributedApplicationOperation.Run);

    public IResourceCollection Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (_resources.TryGetByName(resource.Name, out var other))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}': "
                + $"a resource of type '{other.GetType()}' has that name. "
                + "Resource names are case-insensitive.");
        }

        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource =>
        new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        var test = EntryPointRun.Current;
        test?.HandOver(this);
        if (test is null)
        {
            Dashboard.AddTo(this, _options);
        }

        foreach (var resource in _resources.Where(r => r.IsProcess()))
        {
            LifecycleCommands.AddTo(resource);
        }

        var services = Services.BuildServiceProvider();
        ExecutionContext.Use(services);
        var application = new DistributedApplication(services, isTest: test is not null);
        test?.HandOver(application);
        return application;
    }

    // As Aspire's own SDK does, the build generates a class that knows the AppHost's folder.
    private static string? RecordedDirectory(Assembly? assembly) =>
        assembly?.GetType("Projects.AppHost")?.GetProperty("ProjectPath")?.GetValue(null) as string;
}
