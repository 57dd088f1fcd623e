using System.Collections.Concurrent;

namespace Shop.Orders;

/// <summary>
/// Purchases of which nothing is left to do, until that is written down: many at a time, so that no
/// customer waits for it. If it is lost, somebody looks once more and finds nothing to do.
/// </summary>
internal sealed class Finished
{
    private readonly ConcurrentQueue<Guid> queue = new();

    public void Add(Guid id) => queue.Enqueue(id);

    public Guid[] Take()
    {
        var all = new List<Guid>();
        while (queue.TryDequeue(out var id))
            all.Add(id);
        return [.. all];
    }
}
