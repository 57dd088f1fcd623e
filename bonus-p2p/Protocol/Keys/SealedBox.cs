namespace Shop.Protocol;

/// <summary>
/// Something that only one reader can open, carried by everybody. Each box has a key pair of its
/// own (ECDH), from which writer and reader get the same AES-GCM key.
/// </summary>
/// <param name="Once">The public half of the pair that was made for this box alone.</param>
/// <param name="Text">What is sealed, and its authentication tag behind it.</param>
public sealed record SealedBox(byte[] Once, byte[] Text)
{
    private const int TagSize = 16;

    // The key is used once, so the nonce may always be the same.
    private static readonly byte[] Nonce = new byte[12];

    /// <param name="reader">Public ECDH key.</param>
    /// <param name="text">What to seal.</param>
    /// <param name="label">
    /// What the box belongs to. It is not secret, but without the same label the box doesn't open,
    /// so nobody can stick it on something else.
    /// </param>
    public static SealedBox Seal(byte[] reader, byte[] text, byte[] label)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var to = ECDiffieHellman.Create();
        to.ImportSubjectPublicKeyInfo(reader, out _);
        var own = once.PublicKey.ExportSubjectPublicKeyInfo();
        using var aes = new AesGcm(Key(once, to.PublicKey, own), TagSize);
        var sealedText = new byte[text.Length + TagSize];
        aes.Encrypt(
            Nonce,
            text,
            sealedText.AsSpan(0, text.Length),
            sealedText.AsSpan(text.Length),
            label);
        return new SealedBox(own, sealedText);
    }

    /// <returns>
    /// Null if it is for somebody else, was changed, or belongs to something else.
    /// </returns>
    public byte[]? Open(ECDiffieHellman reader, byte[] label)
    {
        try
        {
            using var from = ECDiffieHellman.Create();
            from.ImportSubjectPublicKeyInfo(Once, out _);
            using var aes = new AesGcm(Key(reader, from.PublicKey, Once), TagSize);
            var text = new byte[Text.Length - TagSize];
            aes.Decrypt(Nonce, Text.AsSpan(0, text.Length), Text.AsSpan(text.Length), text, label);
            return text;
        }
        catch (Exception wrong) when (wrong is CryptographicException
            or ArgumentException or PlatformNotSupportedException or OverflowException)
        {
            // Whatever is wrong with it, it can't be read.
            return null;
        }
    }

    private static byte[] Key(ECDiffieHellman mine, ECDiffieHellmanPublicKey theirs, byte[] once) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            mine.DeriveRawSecretAgreement(theirs),
            outputLength: 32,
            info: once);
}
