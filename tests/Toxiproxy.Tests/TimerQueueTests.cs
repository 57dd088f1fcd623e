using System.Collections.Concurrent;
using Toxiproxy.Tests.Support;
using Toxiproxy.Timing;

namespace Toxiproxy.Tests;

/// <summary>The one timer behind all delays.</summary>
public sealed class TimerQueueTests
{
    [Fact]
    public async Task Everything_is_called_once_in_order_and_never_early()
    {
        var clock = new Clock(TimeProvider.System);
        var timer = new TimerQueue(clock);
        timer.Start();
        var called = new ConcurrentQueue<Timed>();
        var random = new Random(1);
        var start = clock.Now + TimeSpan.FromSeconds(1);
        for (var i = 0; i < 2000; i++)
        {
            var due = start + TimeSpan.FromMicroseconds(random.Next(300_000));
            timer.Schedule(new Timed(due, clock, called), due);
        }

        await TestData.EventuallyAsync(
            () => Task.FromResult(called.Count == 2000), "all are called");
        Assert.All(called, timed => Assert.True(timed.CalledAt >= timed.Due));
        Assert.Equal(called.Select(timed => timed.Due).Order(), called.Select(timed => timed.Due));
    }

    private sealed class Timed(TimeSpan due, Clock clock, ConcurrentQueue<Timed> called) : ITimed
    {
        public TimeSpan Due => due;

        public TimeSpan CalledAt { get; private set; }

        public void OnDue()
        {
            CalledAt = clock.Now;
            called.Enqueue(this);
        }
    }
}
