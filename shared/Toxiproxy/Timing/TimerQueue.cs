using System.Diagnostics.CodeAnalysis;

namespace Toxiproxy.Timing;

/// <summary>Something that wants to be called at a time.</summary>
internal interface ITimed
{
    /// <summary>Called on the timer's thread: must be quick and must not block.</summary>
    void OnDue();
}

/// <summary>
/// One thread and one heap for all delays of all connections. Entries are never cancelled: who is
/// woken looks at the time and, if it is too early, asks again.
/// </summary>
internal sealed class TimerQueue(Clock clock)
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<ITimed, TimeSpan> queue = new();
    private readonly Sleeper sleeper = new();
    private TimeSpan sleepsUntil = TimeSpan.MaxValue;

    public void Start() =>
        new Thread(Run) { IsBackground = true, Name = "toxics' timer" }.Start();

    public void Schedule(ITimed timed, TimeSpan due)
    {
        bool sooner;
        lock (gate)
        {
            queue.Enqueue(timed, due);
            sooner = due < sleepsUntil;
            sleepsUntil = sooner ? due : sleepsUntil;
        }

        if (sooner)
        {
            sleeper.Wake();
        }
    }

    [DoesNotReturn]
    private void Run()
    {
        sleeper.BeExactOnThisThread();
        while (true)
        {
            if (TryTakeDue(out var timed, out var wait))
            {
                timed.OnDue();
            }
            else
            {
                sleeper.Sleep(wait);
            }
        }
    }

    private bool TryTakeDue([NotNullWhen(true)] out ITimed? timed, out TimeSpan wait)
    {
        lock (gate)
        {
            // While we are awake nobody needs to wake us.
            sleepsUntil = TimeSpan.MinValue;
            var now = clock.Now;
            if (!queue.TryPeek(out timed, out var due))
            {
                due = TimeSpan.MaxValue;
            }

            wait = due - now;
            if (wait <= TimeSpan.Zero)
            {
                queue.Dequeue();
                return timed is not null;
            }

            sleepsUntil = due;
            return false;
        }
    }
}
