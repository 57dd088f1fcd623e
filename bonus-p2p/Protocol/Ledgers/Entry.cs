using System.Text.Json.Serialization;

namespace Shop.Protocol;

/// <summary>One thing that all peers shall know, signed by whoever said it.</summary>
/// <param name="Key">What it is about; also says who may write it, see <see cref="Rules"/>.</param>
/// <param name="Version">The highest one wins.</param>
/// <param name="Author">Public key.</param>
/// <param name="Body">JSON.</param>
public sealed record Entry(string Key, long Version, byte[] Author, byte[] Body)
{
    private string? hash;

    public byte[] Signature { get; init; } = [];

    [JsonIgnore]
    public string AuthorId => Identity.IdOf(Author);

    /// <summary>Without the signature, which may differ for the same words.</summary>
    [JsonIgnore]
    public string Hash => hash ??= Convert.ToHexStringLower(SHA256.HashData(ToSign()).AsSpan(0, 16));

    [JsonIgnore]
    public bool IsSigned => Identity.Verify(Author, ToSign(), Signature);

    public static Entry Write(Identity author, string key, long version, object body) =>
        Sign(author, key, version, Json.Bytes(body));

    /// <summary>
    /// An entry whose key is the hash of what it says: it can't be changed, only copied.
    /// </summary>
    public static Entry WriteOnce(Identity author, string kind, object body)
    {
        var bytes = Json.Bytes(body);
        return Sign(author, $"{kind}/{ContentId(author.PublicKey, bytes)}", 0, bytes);
    }

    /// <summary>
    /// Whether it beats another entry under the same key; everybody decides alike.
    /// </summary>
    public bool Beats(Entry other) =>
        Version != other.Version
            ? Version > other.Version
            : string.CompareOrdinal(Hash, other.Hash) > 0;

    internal static string ContentId(byte[] author, byte[] body) =>
        Convert.ToHexStringLower(SHA256.HashData([.. author, .. body]).AsSpan(0, 16));

    private static Entry Sign(Identity author, string key, long version, byte[] body)
    {
        var bare = new Entry(key, version, author.PublicKey, body);
        return bare with { Signature = author.Sign(bare.ToSign()) };
    }

    private byte[] ToSign() => [
        .. Encoding.UTF8.GetBytes($"entry\n{Key}\n{Version}\n"), .. Author, .. Body];
}
