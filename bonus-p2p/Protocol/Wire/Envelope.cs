using System.Text.Json.Serialization;

namespace Shop.Protocol;

/// <summary>
/// Everything that goes from peer to peer is in one of these, signed by its sender.
/// </summary>
/// <param name="Sender">Public key.</param>
/// <param name="To">The id of the receiver's key, or its name as long as its key isn't known.</param>
/// <param name="SentAt">Unix milliseconds by the sender's clock.</param>
/// <param name="Number">Never used twice by a sender; a reply has its request's.</param>
/// <param name="Kind">What the body is.</param>
/// <param name="Body">JSON.</param>
public sealed record Envelope(
    byte[] Sender, string To, long SentAt, long Number, string Kind, byte[] Body)
{
    public byte[] Signature { get; init; } = [];

    [JsonIgnore]
    public string From => Identity.IdOf(Sender);

    public Envelope Sign(Identity identity) =>
        this with { Signature = identity.Sign(ToSign()) };

    [JsonIgnore]
    public bool IsSigned => Identity.Verify(Sender, ToSign(), Signature);

    public byte[] ToBytes() => Json.Bytes(this);

    public static Envelope? Parse(byte[] bytes) => Json.Read<Envelope>(bytes) is
        { Sender: not null, To: not null, Kind: not null, Body: not null, Signature: not null } whole
        ? whole
        : null;

    private byte[] ToSign() => Encoding.UTF8.GetBytes(
        $"message\n{To}\n{SentAt}\n{Number}\n{Kind}\n{Convert.ToHexString(SHA256.HashData(Body))}");
}
