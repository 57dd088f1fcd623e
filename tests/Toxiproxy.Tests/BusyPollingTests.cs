using Toxiproxy.Wires;

namespace Toxiproxy.Tests;

/// <summary>When a wire's thread stays awake.</summary>
public sealed class BusyPollingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMicroseconds(10);

    private readonly BusyPolling polling = new();
    private TimeSpan now;

    [Fact]
    public void It_sleeps_until_one_conversation_has_been_quick_for_a_while()
    {
        for (var i = 1; i < BusyPolling.Streak; i++)
        {
            Wait(Soon, events: 1);
            Assert.False(SpinsAtFirst());
        }

        Wait(Soon, events: 1);
        Assert.True(SpinsAtFirst());
    }

    [Fact]
    public void It_falls_asleep_when_nothing_comes()
    {
        BeQuick();
        polling.WaitBegins(now);
        Assert.True(polling.MaySpin(now + Soon));
        Assert.False(polling.MaySpin(now + BusyPolling.Patience));
    }

    [Fact]
    public void A_long_wait_or_more_than_one_event_lets_it_sleep_again()
    {
        BeQuick();
        Wait(BusyPolling.Patience, events: 1);
        Assert.False(SpinsAtFirst());

        BeQuick();
        Wait(Soon, events: 2);
        Assert.False(SpinsAtFirst());
    }

    private void BeQuick()
    {
        for (var i = 0; i < BusyPolling.Streak; i++)
        {
            Wait(Soon, events: 1);
        }

        Assert.True(SpinsAtFirst());
    }

    private void Wait(TimeSpan time, int events)
    {
        polling.WaitBegins(now);
        now += time;
        polling.WaitEnded(events, now);
    }

    private bool SpinsAtFirst()
    {
        polling.WaitBegins(now);
        return polling.MaySpin(now);
    }
}
