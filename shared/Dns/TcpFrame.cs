using System.Buffers.Binary;

namespace Shop.Dns;

/// <summary>Over TCP every message follows its length, as 16 bits.</summary>
public static class TcpFrame
{
    public const int PrefixSize = 2;

    /// <summary>Returns null when the other side has closed.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream, CancellationToken cancellationToken)
    {
        var prefix = new byte[PrefixSize];
        if (!await FillAsync(stream, prefix, cancellationToken))
            return null;
        var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        return await FillAsync(stream, packet, cancellationToken) ? packet : null;
    }

    public static async ValueTask WriteAsync(
        Stream stream, Message message, CancellationToken cancellationToken)
    {
        var buffer = new byte[PrefixSize + Message.MaximumSize];
        var length = message.Encode(buffer.AsSpan(PrefixSize));
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)length);
        await stream.WriteAsync(buffer.AsMemory(0, PrefixSize + length), cancellationToken);
    }

    private static async ValueTask<bool> FillAsync(
        Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) == buffer.Length;
}
