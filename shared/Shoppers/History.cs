using System.Text.Json;

namespace Shop.Shoppers;

/// <summary>
/// Every finished operation, in order of its end. Append-only, safe for all threads, and bounded:
/// beyond its limit the oldest are dropped in blocks. An operation takes 120 bytes and its strings.
/// </summary>
public sealed class History
{
    /// <summary>Two million: three hours at three regions × 50 operations per second.</summary>
    public const int DefaultLimit = 2_000_000;

    private readonly Lock gate = new();
    private readonly Queue<Block> blocks = new();
    private readonly TimeProvider time;
    private readonly long started;
    private readonly int limit;
    private Block last = new();
    private long count;

    /// <param name="limit">The most operations to keep, ≥ 1; rounded up to whole blocks.</param>
    /// <param name="time">Where the clock comes from.</param>
    public History(int limit = DefaultLimit, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        this.limit = limit;
        this.time = time ?? TimeProvider.System;
        EpochUtc = this.time.GetUtcNow();
        started = this.time.GetTimestamp();
        blocks.Enqueue(last);
    }

    /// <summary>The wall-clock time of offset zero.</summary>
    public DateTimeOffset EpochUtc { get; }

    /// <summary>The offset of this moment, on a monotonic clock.</summary>
    public TimeSpan Now => time.GetElapsedTime(started);

    /// <summary>How many operations are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return (int)(count - Dropped);
            }
        }
    }

    /// <summary>How many operations were dropped to stay within the limit.</summary>
    public long Dropped { get; private set; }

    /// <summary>Where the next operation will stand: a position for <see cref="Since"/>.</summary>
    internal long End
    {
        get
        {
            lock (gate)
            {
                return count;
            }
        }
    }

    public void Add(in Operation operation)
    {
        lock (gate)
        {
            if (last.IsFull)
            {
                last = new Block();
                blocks.Enqueue(last);
                DropOldest();
            }

            last.Add(operation);
            count++;
        }
    }

    /// <summary>All that is kept at this moment; later ones are not seen.</summary>
    public IEnumerable<Operation> All() => Between(TimeSpan.MinValue, TimeSpan.MaxValue);

    /// <summary>
    /// Those that were due in [from, to) and have ended by now. Cheap: nothing is copied, and
    /// blocks outside the interval are skipped.
    /// </summary>
    public IEnumerable<Operation> Between(TimeSpan from, TimeSpan to) =>
        Snapshot().SelectMany(part => part.Block.Between(from, to, part.Count));

    /// <summary>What ended since a position, which moves on to the end.</summary>
    internal IReadOnlyList<Operation> Since(ref long position)
    {
        lock (gate)
        {
            var skip = Math.Max(position, Dropped) - Dropped;
            var first = (int)(skip / Block.Size);
            position = count;
            return [.. blocks.Skip(first).SelectMany(Whole).Skip((int)(skip % Block.Size))];
        }

        static IEnumerable<Operation> Whole(Block block) =>
            block.Between(TimeSpan.MinValue, TimeSpan.MaxValue, block.Count);
    }

    /// <summary>Writes the epoch and then one operation per line, as JSON.</summary>
    public async Task SaveAsync(string file, CancellationToken cancellation = default)
    {
        await using var stream = File.Create(file);
        await using var writer = new StreamWriter(stream);
        var head = new { EpochUtc, Dropped };
        await writer.WriteLineAsync(JsonSerializer.Serialize(head, HistoryJson.Options));
        foreach (var operation in All())
        {
            cancellation.ThrowIfCancellationRequested();
            await writer.WriteLineAsync(JsonSerializer.Serialize(operation, HistoryJson.Options));
        }
    }

    private void DropOldest()
    {
        // Only when the full blocks after it hold enough.
        while ((long)(blocks.Count - 2) * Block.Size >= limit)
        {
            Dropped += blocks.Dequeue().Count;
        }
    }

    private (Block Block, int Count)[] Snapshot()
    {
        lock (gate)
        {
            return [.. blocks.Select(block => (block, block.Count))];
        }
    }
}
