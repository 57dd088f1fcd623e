using static Shop.Shoppers.Tests.Hand;

namespace Shop.Shoppers.Tests;

/// <summary>Alone: what other tests allocate would count, too.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;

[Collection<Alone>]
public sealed class MemoryTests
{
    [Fact]
    public void An_operation_takes_less_memory_than_promised()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var history = new History();
        for (var at = 0; at < 100_000; at++)
        {
            history.Add(Made(at));
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 100_000;
        Assert.InRange(bytes, 1, 150);
        GC.KeepAlive(history);
    }
}
