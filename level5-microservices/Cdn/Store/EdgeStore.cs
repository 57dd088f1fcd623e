using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace Shop.Store;

/// <summary>
/// Keeps answers by address, in bounded memory: when it is full, what was not asked for the longest
/// goes. All answers of one address go together.
/// </summary>
internal sealed class EdgeStore : IDisposable
{
    private readonly Limits limits;
    private readonly Counters counters;
    private readonly TimeProvider time;
    private readonly MemoryCache cache;
    private readonly Purges purges = new();

    // The same again: to look for something in the cache would count as asking for all of it.
    private readonly ConcurrentDictionary<string, Slot> index = [];

    public EdgeStore(Limits limits, Counters counters, TimeProvider time)
    {
        (this.limits, this.counters, this.time) = (limits, counters, time);
        cache = new(new MemoryCacheOptions { SizeLimit = limits.Memory });
    }

    /// <summary>Addresses with a kept answer.</summary>
    public int Count => index.Count(slot => slot.Value.Entries.Length > 0);

    public Slot? Find(string address) => cache.TryGetValue(address, out Slot? slot) ? slot : null;

    /// <summary>To be asked before the origin is: see <see cref="TryKeep"/>.</summary>
    public long Mark() => purges.Mark();

    /// <summary>Keeps an answer in the place of the one to the same selecting headers.</summary>
    /// <param name="mark">From before the origin was asked.</param>
    /// <returns>False if a purge that came meanwhile concerns it: it may tell the past.</returns>
    public bool TryKeep(string address, Entry entry, long mark)
    {
        // Two writers of one address may lose one of two variants: it is fetched again.
        var others = (Find(address)?.Entries ?? []).Where(other => !IsSame(other, entry));
        if (entry.Size > limits.Memory / 2 || !purges.Allow(address, entry.Tags, mark))
            return false;
        Put(address, new([entry, .. others.Take(limits.Variants - 1)], default));
        // A purge between the check and the writing would have missed it.
        if (purges.Allow(address, entry.Tags, mark))
            return true;
        cache.Remove(address);
        return false;
    }

    /// <summary>Remembers for a while that an address's answers are not to be kept.</summary>
    public void Refuse(string address) =>
        Put(address, new([], time.GetUtcNow() + limits.Uncacheable));

    public void Remove(string address)
    {
        purges.Add(new(address, Tags: []));
        cache.Remove(address);
    }

    /// <returns>How many addresses went.</returns>
    public int RemoveTagged(IReadOnlyCollection<string> tags)
    {
        purges.Add(new(Address: null, tags));
        var concerned = index
            .Where(slot => slot.Value.Entries.Any(entry => entry.Tags.Any(tags.Contains)))
            .ToList();
        concerned.ForEach(slot => cache.Remove(slot.Key));
        return concerned.Count;
    }

    public int Clear()
    {
        purges.Add(Purge.All);
        var count = Count;
        cache.Clear();
        return count;
    }

    public void Dispose() => cache.Dispose();

    private static bool IsSame(Entry one, Entry other) =>
        one.Selecting.SequenceEqual(other.Selecting);

    private void Put(string address, Slot slot)
    {
        var size = 256 + 2 * address.Length + slot.Entries.Sum(entry => entry.Size);
        counters.Grow(size);
        index[address] = slot;
        using var item = cache.CreateEntry(address);
        item.Size = size;
        item.Value = slot;
        // Also called for what found no room.
        item.RegisterPostEvictionCallback((_, _, reason, _) =>
        {
            counters.Grow(-size);
            index.TryRemove(KeyValuePair.Create(address, slot));
            if (reason == EvictionReason.Capacity)
                counters.Evicted();
        });
    }
}
