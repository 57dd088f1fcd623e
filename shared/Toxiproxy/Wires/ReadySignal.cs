using System.Threading.Tasks.Sources;

namespace Toxiproxy.Wires;

/// <summary>
/// Wakes one waiter, at once and on the thread that sets it. A signal that nobody waited for is
/// kept for the next one. Set by one thread, waited for by one at a time.
/// </summary>
internal sealed class ReadySignal : IValueTaskSource
{
    private const int Idle = 0;
    private const int Signalled = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> source;
    private int state;

    public void Set()
    {
        if (Interlocked.CompareExchange(ref state, Signalled, Idle) == Waiting)
        {
            Volatile.Write(ref state, Idle);
            source.SetResult(true);
        }
    }

    public ValueTask WaitAsync()
    {
        source.Reset();
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) == Idle)
        {
            return new ValueTask(this, source.Version);
        }

        Volatile.Write(ref state, Idle);
        return ValueTask.CompletedTask;
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
