using System.Buffers;
using Toxiproxy.Chains;

namespace Toxiproxy.Relay;

/// <summary>
/// The buffer a link reads into: small, as most connections idle, and large for as long as reads
/// fill it.
/// </summary>
internal sealed class ReadBuffer
{
    private const int Small = 4 * 1024;
    private const int Large = 128 * 1024;

    // A bulk transfer has the odd short read; only a run of them means that it is over.
    private const int ShortReadsUntilSmall = 16;

    private byte[] array = ArrayPool<byte>.Shared.Rent(Small);
    private int shortReads;

    public Memory<byte> Memory => array;

    /// <summary>
    /// Adapts the size for the next read. What was read must have been used by now.
    /// </summary>
    public void Adapt(int read)
    {
        if (read == array.Length && array.Length < Large)
        {
            Swap(Large);
        }
        else if (array.Length > Small)
        {
            shortReads = read <= Small ? shortReads + 1 : 0;
            if (shortReads == ShortReadsUntilSmall)
            {
                Swap(Small);
            }
        }
    }

    /// <summary>Takes what was read: the array itself if it is well used, else a copy.</summary>
    public Chunk Take(int read, TimeSpan now)
    {
        if (read < array.Length / 2)
        {
            return Chunk.CopyOf(array.AsSpan(0, read), now);
        }

        var chunk = new Chunk(ChunkKind.Data, array, 0, read, now);
        array = ArrayPool<byte>.Shared.Rent(array.Length);
        return chunk;
    }

    /// <summary>Gives the memory back; must not be used any more.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(array);
        array = [];
    }

    private void Swap(int size)
    {
        ArrayPool<byte>.Shared.Return(array);
        array = ArrayPool<byte>.Shared.Rent(size);
        shortReads = 0;
    }
}
