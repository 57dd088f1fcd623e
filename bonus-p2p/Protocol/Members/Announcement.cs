using System.Text.Json.Serialization;

namespace Shop.Protocol;

/// <summary>What a peer says about itself, signed, so that nobody else can say it.</summary>
/// <param name="Key">Public key.</param>
/// <param name="Name">Where to knock.</param>
/// <param name="Region">Where it says it is.</param>
/// <param name="Incarnation">
/// Grows whenever the peer starts, and whenever it contradicts a rumour of its death.
/// </param>
public sealed record Announcement(byte[] Key, string Name, string Region, long Incarnation)
{
    public byte[] Signature { get; init; } = [];

    [JsonIgnore]
    public string Id => Identity.IdOf(Key);

    [JsonIgnore]
    public bool IsSigned => Identity.Verify(Key, ToSign(), Signature);

    public static Announcement Of(Identity self, string name, string region, long incarnation)
    {
        var bare = new Announcement(self.PublicKey, name, region, incarnation);
        return bare with { Signature = self.Sign(bare.ToSign()) };
    }

    private byte[] ToSign() => Encoding.UTF8.GetBytes($"member\n{Name}\n{Region}\n{Incarnation}");
}

/// <summary>What is thought of a member. A later one outweighs an earlier one.</summary>
public enum Standing
{
    Alive,
    Suspect,
    Dead,
}

/// <summary>A rumour about a member, on its own signed words.</summary>
public sealed record Claim(Announcement About, Standing Standing);
