using System.Collections.Concurrent;

namespace Shop.Shoppers;

/// <summary>Numbers operations, knows which ones are under way, and writes the history.</summary>
internal sealed class Journal(History history)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<long, TimeSpan> underWay = new();
    private long last;

    internal TimeSpan Now => history.Now;

    internal long Begin(TimeSpan intended)
    {
        var id = Interlocked.Increment(ref last);
        underWay[id] = intended;
        return id;
    }

    internal void End(in Operation operation)
    {
        // In this order, whoever sees that nothing is under way sees it all in the history.
        history.Add(operation);
        underWay.TryRemove(operation.Id, out _);
    }

    /// <summary>
    /// Waits until that moment has come and nothing that was due before is still under way, at
    /// most the time-out longer.
    /// </summary>
    internal async Task WaitForAsync(
        TimeSpan before,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellation)
    {
        // The last arrivals may not have been started yet, and their time-outs may come late.
        var ahead = before + Grace - Now;
        await Task.Delay(ahead > Grace ? ahead : Grace, time, cancellation);
        var limit = Now + timeout + (10 * Grace); // Whoever was sent late has all its time from then on.
        while (Now < limit && underWay.Any(one => one.Value < before))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellation);
        }
    }
}
