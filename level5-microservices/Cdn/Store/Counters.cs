using System.Diagnostics.Metrics;

namespace Shop.Store;

/// <summary>
/// What the edge did since its start, for whoever asks at <c>/edge/cache</c>, and as .NET metrics
/// of the meter <c>Shop.Cdn</c>.
/// </summary>
internal sealed class Counters
{
    public const string Meter = "Shop.Cdn";

    private long bytes;
    private long hits;
    private long stale;
    private long misses;
    private long revalidations;
    private long coalesced;
    private long bypasses;
    private long evictions;
    private long originRequests;

    public Counters(IMeterFactory meters)
    {
        var meter = meters.Create(Meter);
        meter.CreateObservableCounter("shop.cdn.hits", () => Now.Hits);
        meter.CreateObservableCounter("shop.cdn.stale", () => Now.Stale);
        meter.CreateObservableCounter("shop.cdn.misses", () => Now.Misses);
        meter.CreateObservableCounter("shop.cdn.revalidations", () => Now.Revalidations);
        meter.CreateObservableCounter("shop.cdn.coalesced", () => Now.Coalesced);
        meter.CreateObservableCounter("shop.cdn.bypasses", () => Now.Bypasses);
        meter.CreateObservableCounter("shop.cdn.evictions", () => Now.Evictions);
        meter.CreateObservableCounter("shop.cdn.origin_requests", () => Now.OriginRequests);
        meter.CreateObservableGauge("shop.cdn.bytes", () => Now.Bytes, "By");
    }

    public Counts Now => new(
        bytes,
        hits,
        stale,
        misses,
        revalidations,
        coalesced,
        bypasses,
        evictions,
        originRequests);

    /// <summary>Answered without the origin, fresh.</summary>
    public void Hit() => Interlocked.Increment(ref hits);

    /// <summary>Answered from the store, and known to be stale.</summary>
    public void StaleHit() => Interlocked.Increment(ref stale);

    /// <summary>A request that waited for the origin's answer to it.</summary>
    public void Missed() => Interlocked.Increment(ref misses);

    /// <summary>The origin said that the kept answer is still right.</summary>
    public void Revalidated() => Interlocked.Increment(ref revalidations);

    /// <summary>A request that got the answer to another one.</summary>
    public void Collapsed() => Interlocked.Increment(ref coalesced);

    /// <summary>A request that the cache had no part in.</summary>
    public void Bypassed() => Interlocked.Increment(ref bypasses);

    public void Evicted() => Interlocked.Increment(ref evictions);

    public void AskedOrigin() => Interlocked.Increment(ref originRequests);

    public void Grow(int size) => Interlocked.Add(ref bytes, size);
}

internal sealed record Counts(
    long Bytes,
    long Hits,
    long Stale,
    long Misses,
    long Revalidations,
    long Coalesced,
    long Bypasses,
    long Evictions,
    long OriginRequests);
