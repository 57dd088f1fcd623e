using System.Reflection;

namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; null: the one that the process was started with.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The AppHost's folder; null: as the build recorded it.</summary>
    public string? ProjectDirectory { get; set; }

    public bool DisableDashboard { get; set; }

    /// <summary>Whether the output of the resources goes to the console.</summary>
    public bool EnableResourceLogging { get; set; }

    internal Assembly? Assembly => AssemblyName is null
        ? Testing.EntryPointRun.Current?.Assembly ?? Assembly.GetEntryAssembly()
        : Assembly.Load(AssemblyName);
}

public enum DistributedApplicationOperation
{
    Run,
    Publish,
}

public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    private IServiceProvider? _services;

    public DistributedApplicationOperation Operation { get; } = operation;

    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;

    /// <exception cref="InvalidOperationException">The application is not built yet.</exception>
    public IServiceProvider Services => _services ?? throw new InvalidOperationException(
        "The services are available as soon as the application is built.");

    internal void Use(IServiceProvider services) => _services = services;
}
