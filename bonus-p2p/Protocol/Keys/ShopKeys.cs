namespace Shop.Protocol;

/// <summary>
/// What a peer has to know of the shop before it meets anybody: which key signs its catalogue, and
/// to which key its orders are sealed. It comes with the program, as a pinned key does.
/// </summary>
/// <param name="Signing">Public ECDSA key.</param>
/// <param name="Sealing">Public ECDH key.</param>
public sealed record ShopKeys(byte[] Signing, byte[] Sealing)
{
    public string Merchant => Identity.IdOf(Signing);

    public static ShopKeys Parse(string text) => text.Split('.') is [var signing, var sealing]
        ? new(Convert.FromBase64String(signing), Convert.FromBase64String(sealing))
        : throw new FormatException("The shop's keys are two, with a dot between them.");

    public override string ToString() =>
        $"{Convert.ToBase64String(Signing)}.{Convert.ToBase64String(Sealing)}";
}

/// <summary>The private halves. Only the merchant has them.</summary>
public sealed class MerchantKeys(Identity identity, ECDiffieHellman sealing)
{
    public Identity Identity => identity;

    public ECDiffieHellman Sealing => sealing;

    public ShopKeys Public { get; } =
        new(identity.PublicKey, sealing.PublicKey.ExportSubjectPublicKeyInfo());

    public static MerchantKeys Create() =>
        new(Identity.Create(), ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    public static MerchantKeys Parse(string text)
    {
        var parts = text.Split('.');
        var sealing = ECDiffieHellman.Create();
        sealing.ImportPkcs8PrivateKey(Convert.FromBase64String(parts[1]), out _);
        return new(Identity.From(Convert.FromBase64String(parts[0])), sealing);
    }

    /// <summary>The private keys as text.</summary>
    public string Export() => string.Join(
        '.',
        Convert.ToBase64String(identity.Export()),
        Convert.ToBase64String(sealing.ExportPkcs8PrivateKey()));
}
