namespace ControlRoom.Tests;

/// <summary>Alone: what other tests allocate would count, too.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

[Collection<Alone>]
public sealed class MemoryTests
{
    private readonly Board board = new();

    [Fact]
    public void A_flood_of_events_leaves_no_more_behind_than_is_kept()
    {
        Flood(20_000); // Some twenty minutes of a level with 49 processes.
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Flood(200_000);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(board.Snapshot().Length, 1, 100_000);
        Assert.InRange(grown, long.MinValue, 4 << 20);
    }

    private void Flood(int events)
    {
        for (var i = 0; i < events; i++)
        {
            board.Put("counter", $"number {i % 60}", new CounterView("", null, i));
            board.Append("log", new LogView(i, "inject", $"kill process {i}"), keep: 1_000);
        }
    }
}
