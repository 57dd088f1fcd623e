namespace Toxiproxy.Chains;

/// <summary>Chunks in order (a ring), with the memory they keep alive.</summary>
internal sealed class ChunkQueue
{
    // A ring that grew beyond this in a burst is given back when it is empty.
    private const int KeptCapacity = 64;

    // Most queues of most connections never see a chunk.
    private Chunk[] ring = [];
    private int first;
    private int count;
    private bool ended;

    public bool IsEmpty => count == 0;

    /// <summary>In bytes; see <see cref="Chunk.Cost"/>.</summary>
    public int Cost { get; private set; }

    /// <summary>Adds at the end; what comes after the end of the stream is dropped.</summary>
    public void Add(Chunk chunk)
    {
        if (ended)
        {
            chunk.Return();
            return;
        }

        ended = !chunk.IsData;
        if (count == ring.Length)
        {
            Grow();
        }

        ring[(first + count++) % ring.Length] = chunk;
        Cost += chunk.Cost;
    }

    public bool TryPeek(out Chunk chunk)
    {
        chunk = count > 0 ? ring[first] : default;
        return count > 0;
    }

    public bool TryTake(out Chunk chunk)
    {
        if (!TryPeek(out chunk))
        {
            return false;
        }

        ring[first] = default;
        first = (first + 1) % ring.Length;
        Cost -= chunk.Cost;
        if (--count == 0 && ring.Length > KeptCapacity)
        {
            ring = [];
            first = 0;
        }

        return true;
    }

    /// <summary>Puts what is left of the oldest chunk, in the same array, in its place.</summary>
    public void ReplaceFirst(Chunk rest) => ring[first] = rest;

    public void MoveAllTo(ChunkQueue other)
    {
        while (TryTake(out var chunk))
        {
            other.Add(chunk);
        }
    }

    /// <summary>Drops what is queued. The stream loses these bytes.</summary>
    public void Clear()
    {
        while (TryTake(out var chunk))
        {
            chunk.Return();
        }
    }

    private void Grow()
    {
        var larger = new Chunk[Math.Max(4, ring.Length * 2)];
        for (var i = 0; i < count; i++)
        {
            larger[i] = ring[(first + i) % ring.Length];
        }

        ring = larger;
        first = 0;
    }
}
