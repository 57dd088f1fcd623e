namespace Aspire.Hosting.Execution;

/// <summary>Warnings and errors of the host's own services, one line each.</summary>
internal sealed class HostLoggerProvider : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var detail = exception is null ? "" : $": {exception.Message}";
            Console.Error.WriteLine($"{formatter(state, exception)}{detail}");
        }
    }
}
