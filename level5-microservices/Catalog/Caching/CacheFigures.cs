using System.Diagnostics.Metrics;

namespace Shop.Caching;

/// <summary>Counts what the cache does: for the meter Shop.Cache and for the control API.</summary>
internal sealed class CacheFigures : IDisposable
{
    private readonly Meter meter = new("Shop.Cache");

    public CacheFigures()
    {
        Hits = new(meter, "hits");
        Misses = new(meter, "misses");
        Fills = new(meter, "fills");
        Coalesced = new(meter, "coalesced");
        Invalidations = new(meter, "invalidations");
        Gaps = new(meter, "gaps");
        Prefetches = new(meter, "prefetches");
        RedisFailures = new(meter, "redis_failures");
    }

    public Figure Hits { get; }

    public Figure Misses { get; }

    /// <summary>Values that a miss brought into the cache.</summary>
    public Figure Fills { get; }

    /// <summary>Misses that waited for another one's query instead of asking themselves.</summary>
    public Figure Coalesced { get; }

    /// <summary>Products that the database said had changed.</summary>
    public Figure Invalidations { get; }

    /// <summary>Times at which such news may have been missed.</summary>
    public Figure Gaps { get; }

    public Figure Prefetches { get; }

    public Figure RedisFailures { get; }

    /// <summary>Shows as shop.cache.up, 1 or 0, whether this instance can use its region's Redis.</summary>
    public void Watch(Func<bool> isUp) =>
        meter.CreateObservableGauge("shop.cache.up", () => isUp() ? 1 : 0);

    public void Dispose() => meter.Dispose();
}

/// <summary>A counter that can also be read.</summary>
internal sealed class Figure(Meter meter, string name)
{
    private readonly Counter<long> counter = meter.CreateCounter<long>($"shop.cache.{name}");
    private long value;

    public long Value => Interlocked.Read(ref value);

    public void Add(long count = 1)
    {
        Interlocked.Add(ref value, count);
        counter.Add(count);
    }
}
