namespace Shop.Verdicts.Linearizability;

/// <summary>
/// The set of operations that have their place, as bits. In a long history all but the last few
/// are in it, so only the bits beyond the first gap are remembered.
/// </summary>
internal sealed class Placed(int operations, int optional)
{
    private readonly ulong[] bits = new ulong[(operations / 64) + 1];
    private readonly ulong[] extra = new ulong[(optional + 63) / 64];
    private int low;
    private int high;

    internal void Add(int operation)
    {
        bits[operation / 64] |= 1UL << operation;
        high = Math.Max(high, operation / 64);
        while (low < bits.Length - 1 && bits[low] == ulong.MaxValue)
        {
            low++;
        }
    }

    internal void Remove(int operation)
    {
        bits[operation / 64] &= ~(1UL << operation);
        low = Math.Min(low, operation / 64);
    }

    internal bool HasOptional(int operation) =>
        (extra[operation / 64] & (1UL << operation)) != 0;

    internal void FlipOptional(int operation) => extra[operation / 64] ^= 1UL << operation;

    /// <summary>This set and a state, to be compared with others.</summary>
    internal Configuration With(int state)
    {
        while (high > low && bits[high] == 0)
        {
            high--;
        }

        high = Math.Max(high, low);
        return new([((ulong)low << 32) | (uint)state, .. extra, .. bits.AsSpan(low..(high + 1))]);
    }
}

/// <summary>What has been placed, and the state it led to.</summary>
internal readonly struct Configuration(ulong[] words) : IEquatable<Configuration>
{
    private readonly ulong[] words = words;

    public bool Equals(Configuration other) => words.AsSpan().SequenceEqual(other.words);

    public override bool Equals(object? obj) => obj is Configuration other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }
}
