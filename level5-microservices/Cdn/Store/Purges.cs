namespace Shop.Store;

/// <summary>What was purged: one address, all with one of the tags, or everything.</summary>
internal sealed record Purge(string? Address, IReadOnlyCollection<string> Tags)
{
    public static readonly Purge All = new(Address: null, Tags: ["*"]);

    public bool Concerns(string address, IReadOnlyList<string> tags) =>
        Address is not null ? Address == address : this == All || tags.Any(Tags.Contains);
}

/// <summary>
/// Remembers the last purges for the answers that are under way meanwhile: one that the origin
/// wrote before a change must not be kept after the purge that the change caused.
/// </summary>
internal sealed class Purges
{
    private const int Remembered = 1024;

    private readonly Lock gate = new();
    private readonly Purge?[] last = new Purge?[Remembered];
    private long count;

    /// <summary>A place in the sequence of purges.</summary>
    public long Mark() => Volatile.Read(ref count);

    public void Add(Purge purge)
    {
        lock (gate)
        {
            last[count % Remembered] = purge;
            Volatile.Write(ref count, count + 1);
        }
    }

    /// <returns>False if a purge since the mark concerns the answer, or could.</returns>
    public bool Allow(string address, IReadOnlyList<string> tags, long mark)
    {
        if (Mark() == mark)
            return true;
        lock (gate)
        {
            if (count - mark > Remembered)
                return false;
            for (var i = mark; i < count; i++)
            {
                if (last[i % Remembered]!.Concerns(address, tags))
                    return false;
            }

            return true;
        }
    }
}
