using System.Collections.Frozen;

namespace Aspire.Hosting.Execution;

/// <summary>All processes of the application.</summary>
internal sealed class ProcessSupervisor
{
    private readonly FrozenDictionary<IResource, ResourceProcess> _processes;
    private readonly TaskCompletionSource _failed = new();

    public ProcessSupervisor(DistributedApplicationModel model, IServiceProvider services) =>
        _processes = model.Resources.Where(r => r.IsProcess())
            .ToFrozenDictionary(r => r, r => new ResourceProcess(r, services, ReportFirstFailure));

    /// <summary>Completes when a resource fails in the first start of the application.</summary>
    internal Task FirstFailure => _failed.Task;

    internal IEnumerable<ResourceProcess> All => _processes.Values;

    internal void ReportFirstFailure() => _failed.TrySetResult();

    internal ResourceProcess Of(IResource resource) => _processes[resource];

    internal Task StopAsync() => Task.WhenAll(All.Select(p => p.EndAsync()));
}
