using System.Collections.Concurrent;

namespace Shop.Protocol;

/// <summary>
/// Bytes that are found by their hash, so it doesn't matter who has brought them.
/// </summary>
public sealed class Blobs
{
    private readonly ConcurrentDictionary<string, byte[]> blobs = new();

    /// <summary>Raised with each new one.</summary>
    public event Action<byte[]>? Added;

    public int Count => blobs.Count;

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public byte[]? Find(string hash) => blobs.GetValueOrDefault(hash);

    public string Add(byte[] bytes)
    {
        var hash = HashOf(bytes);
        if (blobs.TryAdd(hash, bytes))
        {
            Added?.Invoke(bytes);
        }

        return hash;
    }
}
