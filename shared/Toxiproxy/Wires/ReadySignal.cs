using System.Threading.Tasks.Sources;

namespace Toxiproxy.Wires;

/// <summary>
/// Wakes one waiter, at once and on the thread that sets it. A signal that nobody waited for is
/// kept for the next one.
/// </summary>
internal sealed class ReadySignal : IValueTaskSource
{
    private readonly Readiness readiness = new();
    private ManualResetValueTaskSourceCore<bool> source;

    public void Set()
    {
        if (readiness.Set())
        {
            source.SetResult(true);
        }
    }

    public ValueTask WaitAsync()
    {
        source.Reset();
        return readiness.TryWait()
            ? new ValueTask(this, source.Version)
            : ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
