using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Shop.Accounts;

/// <summary>
/// A JSON Web Token (RFC 7519), signed with ECDSA on P-256 (ES256). It says who the customer is and
/// where the account is at home, and names nobody: it travels through all regions.
/// </summary>
/// <param name="KeyId">Begins with the site that signed: <c>eu-7f3a</c>.</param>
/// <param name="Home">The site where the customer's account is: us, eu, ap.</param>
/// <param name="End">When it expires, in seconds since 1970.</param>
internal sealed record SignedToken(string KeyId, long Customer, string Home, long End)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public string Sign(ECDsa key)
    {
        var (how, who) = (new Header("ES256", KeyId), new Claims(Customer, Home, End));
        var said = $"{Encode(how)}.{Encode(who)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256);
        return $"{said}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>What a token says of itself; whether that is true, nobody knows yet.</summary>
    /// <returns>Null for what is no token.</returns>
    public static SignedToken? Parse(string token)
    {
        if (token.Split('.') is not [var header, var claims, _])
            return null;
        try
        {
            // A site speaks for its own customers, and for nobody else's.
            return Decode<Header>(header) is { Alg: "ES256", Kid: { } } how
                && Decode<Claims>(claims) is { Home: { } } who
                && how.Kid.StartsWith($"{who.Home}-")
                && Homes.Of(who.Sub) == who.Home
                ? new(how.Kid, who.Sub, who.Home, who.Exp)
                : null;
        }
        catch (Exception nonsense) when (nonsense is FormatException or JsonException)
        {
            return null; // Customers may send anything.
        }
    }

    public static bool IsSigned(string token, ECParameters key)
    {
        var end = token.LastIndexOf('.');
        var signature = new byte[64];
        // A key for each check: they aren't made for being used by several threads.
        using var verifier = ECDsa.Create(key);
        return Base64Url.IsValid(token.AsSpan(end + 1), out var length)
            && length == signature.Length
            && Base64Url.TryDecodeFromChars(token.AsSpan(end + 1), signature, out _)
            && verifier.VerifyData(
                Encoding.ASCII.GetBytes(token[..end]), signature, HashAlgorithmName.SHA256);
    }

    private static string Encode<T>(T part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, Web));

    private static T? Decode<T>(string part) =>
        JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(part), Web);

    private sealed record Header(string Alg, string Kid);

    private sealed record Claims(long Sub, string Home, long Exp);
}
