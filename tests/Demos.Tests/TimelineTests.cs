namespace Demos.Tests;

/// <summary>When customers felt what was broken.</summary>
public sealed class TimelineTests
{
    private readonly Timeline timeline = new(progress: null);

    [Fact]
    public void Who_was_on_the_way_when_the_world_broke_felt_it_then()
    {
        timeline.Note("inject", "kill backend", TimeSpan.Zero);
        var broken = timeline.InOrder.Single().Seconds;

        timeline.AddDowntime("us-east-1", broken - 0.02, broken + 2);

        Assert.Equal(broken, Felt());
    }

    [Fact]
    public void Who_came_later_felt_it_later()
    {
        timeline.Note("inject", "kill backend", TimeSpan.Zero);
        var broken = timeline.InOrder.Single().Seconds;

        timeline.AddDowntime("us-east-1", broken + 0.5, broken + 2);

        Assert.Equal(broken + 0.5, Felt());
    }

    private double Felt() => timeline.InOrder.Single(entry => entry.Kind == "feel").Seconds;
}
