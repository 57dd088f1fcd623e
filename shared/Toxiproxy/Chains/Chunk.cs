using System.Buffers;

namespace Toxiproxy.Chains;

internal enum ChunkKind
{
    Data,

    /// <summary>The stream is over: the receiving side is closed.</summary>
    End,

    /// <summary>Both sides are closed with a TCP reset.</summary>
    Reset,
}

/// <summary>
/// A piece of a stream on its way. Whoever holds it owns its pooled array: pass it on or return it.
/// </summary>
/// <param name="At">When it was received, or released by the last toxic that delayed it.</param>
internal readonly record struct Chunk(
    ChunkKind Kind, byte[] Array, int Start, int Length, TimeSpan At)
{
    public static Chunk End(TimeSpan at) => new(ChunkKind.End, [], 0, 0, at);

    public static Chunk Reset(TimeSpan at) => new(ChunkKind.Reset, [], 0, 0, at);

    public bool IsData => Kind == ChunkKind.Data;

    /// <summary>The memory it keeps alive, in bytes, with what its bookkeeping costs.</summary>
    public int Cost => Array.Length + 48;

    public Memory<byte> Memory => Array.AsMemory(Start, Length);

    public static Chunk CopyOf(ReadOnlySpan<byte> data, TimeSpan at)
    {
        var array = ArrayPool<byte>.Shared.Rent(data.Length);
        data.CopyTo(array);
        return new Chunk(ChunkKind.Data, array, 0, data.Length, at);
    }

    /// <summary>
    /// Cuts off the first bytes as a chunk of their own (a copy, so each owns its array).
    /// </summary>
    public Chunk Cut(int length, out Chunk rest)
    {
        rest = this with { Start = Start + length, Length = Length - length };
        return CopyOf(Array.AsSpan(Start, length), At);
    }

    public void Return()
    {
        if (Array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Array);
        }
    }
}
