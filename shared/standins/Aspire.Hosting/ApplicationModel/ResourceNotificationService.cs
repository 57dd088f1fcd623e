using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known about each resource, and who wants to hear of changes.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current =
        new(StringComparer.OrdinalIgnoreCase);

    private ImmutableList<Channel<ResourceEvent>> _watchers = [];

    internal ResourceNotificationService(IServiceProvider services) => _services = services;

    public Task PublishUpdateAsync(
        IResource resource,
        Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, resource.Name, stateFactory);

    public Task PublishUpdateAsync(
        IResource resource,
        string resourceId,
        Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var before = _current.GetValueOrDefault(resourceId)?.Snapshot ?? Initial(resource);
            var after = WithCommands(resource, stateFactory(before));
            var @event = new ResourceEvent(resource, resourceId, after);
            _current[resourceId] = @event;
            foreach (var watcher in _watchers)
            {
                watcher.Writer.TryWrite(@event);
            }
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(
        string resourceId,
        [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
        {
            return _current.TryGetValue(resourceId, out resourceEvent);
        }
    }

    /// <summary>The present state of every resource, then each change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _disposed.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_gate)
        {
            foreach (var @event in _current.Values)
            {
                channel.Writer.TryWrite(@event);
            }

            _watchers = _watchers.Add(channel);
        }

        try
        {
            await foreach (var @event in channel.Reader.ReadAllAsync(stop.Token))
            {
                yield return @event;
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers = _watchers.Remove(channel);
            }
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        GC.SuppressFinalize(this);
    }

    private static CustomResourceSnapshot Initial(IResource resource)
    {
        var snapshot = resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial)
            ? initial.InitialSnapshot
            : new CustomResourceSnapshot
            {
                ResourceType = resource.GetType().Name
                    .Replace("Resource", "", StringComparison.Ordinal),
                Properties = [],
            };
        return snapshot with
        {
            HealthReports =
            [
                .. resource.Annotations.OfType<HealthCheckAnnotation>()
                    .Select(c => new HealthReportSnapshot(c.Key, null, null, null)),
            ],
            Relationships =
            [
                .. snapshot.Relationships,
                .. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                    .Select(r => new RelationshipSnapshot(r.Resource.Name, r.Type)).Distinct(),
            ],
        };
    }

    private CustomResourceSnapshot WithCommands(IResource resource, CustomResourceSnapshot snapshot)
    {
        var context = new UpdateCommandStateContext
        {
            ResourceSnapshot = snapshot,
            Services = _services,
        };
        return snapshot with
        {
            Commands =
            [
                .. resource.Annotations.OfType<ResourceCommandAnnotation>()
                    .Select(c => new ResourceCommandSnapshot(
                        c.Name,
                        c.UpdateState(context),
                        c.DisplayName,
                        c.DisplayDescription,
                        null,
                        c.ConfirmationMessage,
                        c.IconName,
                        c.IconVariant,
                        c.IsHighlighted)),
            ],
        };
    }
}
