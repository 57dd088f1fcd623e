namespace Shop.Protocol;

/// <summary>Who a peer is: a key pair that it made itself. Nobody had to be asked for it.</summary>
public sealed class Identity : IDisposable
{
    private const int MostSigners = 256;

    // One can't be used by two threads at once.
    [ThreadStatic]
    private static Dictionary<string, ECDsa>? signers;

    private readonly ECDsa key;
    private readonly Lock one = new();

    private Identity(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Id = IdOf(PublicKey);
    }

    public byte[] PublicKey { get; }

    /// <summary>A fingerprint of the public key, short enough to read.</summary>
    public string Id { get; }

    public static Identity Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static Identity From(byte[] privateKey)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(privateKey, out _);
        return new Identity(pair);
    }

    public static string IdOf(byte[] publicKey) =>
        Convert.ToHexStringLower(SHA256.HashData(publicKey).AsSpan(0, 8));

    public byte[] Sign(byte[] data)
    {
        lock (one)
        {
            return key.SignData(data, HashAlgorithmName.SHA256);
        }
    }

    public byte[] Export() => key.ExportPkcs8PrivateKey();

    /// <summary>
    /// Whether the owner of a key signed this. What is no key or no signature: no.
    /// </summary>
    public static bool Verify(byte[] publicKey, byte[] data, byte[] signature)
    {
        try
        {
            return Signer(publicKey).VerifyData(data, signature, HashAlgorithmName.SHA256);
        }
        catch (Exception wrong) when (wrong is CryptographicException or PlatformNotSupportedException)
        {
            // Strangers send anything, and a curve that doesn't exist counts as another platform's.
            return false;
        }
    }

    public void Dispose() => key.Dispose();

    // Reading a key takes longer than using it, and neighbours write often.
    private static ECDsa Signer(byte[] publicKey)
    {
        signers ??= [];
        var text = Convert.ToBase64String(publicKey);
        if (signers.TryGetValue(text, out var known))
        {
            return known;
        }

        var signer = ECDsa.Create();
        signer.ImportSubjectPublicKeyInfo(publicKey, out var length);
        if (length != publicKey.Length)
        {
            // The same key with something behind it would be another sender.
            signer.Dispose();
            throw new CryptographicException("More than a key.");
        }

        if (signers.Count >= MostSigners)
        {
            signers.Clear();
        }

        return signers[text] = signer;
    }
}
