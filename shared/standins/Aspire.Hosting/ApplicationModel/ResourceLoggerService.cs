using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>The last 200 lines of each resource, and those to come.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs =
        new(StringComparer.OrdinalIgnoreCase);

    // The console listens here.
    internal Action<string, LogLine>? OnLine { get; set; }

    public ILogger GetLogger(IResource resource) => GetLogger(resource.Name);

    public ILogger GetLogger(string resourceName) => new ResourceLogger(this, resourceName);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) =>
        GetAllAsync(resource.Name);

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Log(resourceName).Lines;
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) =>
        WatchAsync(resource.Name);

    /// <summary>The kept lines, then each new one, until the application ends.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) =>
        FollowAsync(resourceName, CancellationToken.None);

    public void ClearBacklog(string resourceName) => Log(resourceName).Clear();

    /// <summary>Ends the watches of a resource.</summary>
    public void Complete(IResource resource) => Complete(resource.Name);

    public void Complete(string name) => Log(name).Complete();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal IReadOnlyList<LogLine> LastLines(string resourceName) => Log(resourceName).Lines;

    internal void Add(string resourceName, string content, bool isError)
    {
        var line = Log(resourceName).Add(content, isError);
        OnLine?.Invoke(resourceName, line);
    }

    private ResourceLog Log(string resourceName) => _logs.GetOrAdd(resourceName, _ => new());

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> FollowAsync(
        string resourceName,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = Log(resourceName);
        var lines = log.Follow();
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
            {
                yield return [line];
            }
        }
        finally
        {
            log.Unfollow(lines);
        }
    }

    private sealed class ResourceLogger(ResourceLoggerService service, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var isError = logLevel >= LogLevel.Error;
            service.Add(name, formatter(state, exception), isError);
            if (exception is not null)
            {
                service.Add(name, exception.ToString(), isError);
            }
        }
    }
}
