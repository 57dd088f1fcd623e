namespace Shop.Shoppers;

/// <summary>
/// Starts operations when they are due and never waits for them: whoever comes late because the
/// machine is busy keeps the intended start, so that the delay shows as latency.
/// </summary>
internal sealed class ArrivalLoop(History clock, TimeProvider time, Random random)
{
    // How soon a changed rate is noticed.
    private static readonly TimeSpan Attention = TimeSpan.FromMilliseconds(50);

    private readonly Arrivals arrivals = new(random);

    /// <param name="rate">Operations per second, asked again before each arrival.</param>
    /// <param name="poisson">Whether gaps are random.</param>
    /// <param name="start">Called with the intended start; must return at once.</param>
    internal async Task RunAsync(
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
            await PauseAsync(wait < Attention ? wait : Attention, cancellation);
        }
    }

    // Timers count whole milliseconds: rounding down would spin.
    private Task PauseAsync(TimeSpan wait, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellation)
            .ContinueWith(static _ => { }, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
