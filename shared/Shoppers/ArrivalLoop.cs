using System.Diagnostics;

namespace Shop.Shoppers;

/// <summary>
/// Starts operations when they are due and never waits for them: whoever comes late because the
/// machine is busy keeps the intended start, so that the delay shows as latency.
/// </summary>
/// <remarks>
/// It has a thread of its own: the runtime's timers follow a clock that on Linux ticks every 4 ms,
/// which would be added to every latency. A thread can wake up within 0.1 ms, and a busy thread
/// pool doesn't hold it up.
/// </remarks>
internal sealed class ArrivalLoop(Journal clock, Random random)
{
    // How soon a changed rate is noticed.
    private static readonly TimeSpan Attention = TimeSpan.FromMilliseconds(50);

    private readonly Arrivals arrivals = new(random);

    /// <param name="rate">Operations per second, asked again before each arrival.</param>
    /// <param name="poisson">Whether gaps are random.</param>
    /// <param name="start">Called with the intended start; must return at once.</param>
    internal Task RunAsync(
        Func<double> rate,
        Func<bool> poisson,
        Action<TimeSpan> start,
        CancellationToken cancellation) => Task.Factory.StartNew(
            () => Run(rate, poisson, start, cancellation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

    private void Run(
        Func<double> rate,
        Func<bool> poisson,
        Action<TimeSpan> start,
        CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var now = clock.Now;
            var due = arrivals.Due(now, rate());
            if (due <= now)
            {
                arrivals.Take(due.Value, poisson());
                start(due.Value);
                continue;
            }

            var wait = (due - now) ?? Attention;
            Wait(wait < Attention ? wait : Attention, cancellation);
        }
    }

    // Whole milliseconds can be interrupted, and what is left is too short to need it.
    private static void Wait(TimeSpan wait, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        cancellation.WaitHandle.WaitOne(Math.Max(0, (int)wait.TotalMilliseconds - 1));
        var rest = wait - Stopwatch.GetElapsedTime(began);
        if (rest > TimeSpan.Zero)
        {
            Nap.Take(rest);
        }
    }
}
