using System.Threading.Tasks.Sources;

namespace Toxiproxy.Wires;

/// <summary>
/// A read that waits for its socket. Whoever finds the socket ready carries it out, and who waits
/// for it goes on there with the bytes at hand: one step less than being woken to read. One at a
/// time.
/// </summary>
internal sealed class EpollRead(EpollWire wire) : IValueTaskSource<int>
{
    private readonly Readiness readiness = new();
    private ManualResetValueTaskSourceCore<int> source;
    private Memory<byte> buffer;

    public ValueTask<int> WhenReadyAsync(Memory<byte> buffer)
    {
        this.buffer = buffer;
        source.Reset();
        return !readiness.TryWait() && Advance() is { } read
            ? new ValueTask<int>(read)
            : new ValueTask<int>(this, source.Version);
    }

    /// <summary>There may be something to read, or the wire is closed.</summary>
    public void OnReady()
    {
        if (readiness.Set() && Advance() is { } read)
        {
            source.SetResult(read);
        }
    }

    int IValueTaskSource<int>.GetResult(short token) => source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    // Reads, or waits again if there was nothing after all.
    private int? Advance()
    {
        int? read;
        do
        {
            read = wire.TryReceive(buffer.Span);
        }
        while (read is null && !readiness.TryWait());

        return read;
    }
}
