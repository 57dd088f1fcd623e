namespace Toxiproxy.Wires;

/// <summary>
/// Whether there is something to do, or somebody who waits for it. What happens while nobody waits
/// is kept for the next one. Set by any thread, waited for by one at a time.
/// </summary>
internal sealed class Readiness
{
    private const int Idle = 0;
    private const int Signalled = 1;
    private const int Waiting = 2;

    private int state;

    /// <summary>Whether somebody waited, who is now the caller's to wake.</summary>
    public bool Set()
    {
        if (Interlocked.CompareExchange(ref state, Signalled, Idle) != Waiting)
        {
            return false;
        }

        // Of two that set it at once, one wakes.
        return Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting;
    }

    /// <summary>False if it was set before: there is nothing to wait for.</summary>
    public bool TryWait()
    {
        if (Interlocked.CompareExchange(ref state, Waiting, Idle) == Idle)
        {
            return true;
        }

        Volatile.Write(ref state, Idle);
        return false;
    }
}
