using System.Security.Cryptography;
using System.Text;

namespace Shop.Pages;

/// <summary>
/// A name that follows from content. What is found under it never changes, so that caches may keep
/// it for ever: other content has another name.
/// </summary>
internal static class Fingerprint
{
    public const string Forever = "public, max-age=31536000, immutable";

    /// <returns>16 characters that suit a path.</returns>
    public static string Of(IEnumerable<(string Name, byte[] Content)> things)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in things.OrderBy(thing => thing.Name, StringComparer.Ordinal))
        {
            // Each with its length, so that no byte can move from one to the next unseen.
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>
    /// While a release rolls out, a page of one release may ask the other one. It gets what there
    /// is today, but nobody may keep that under yesterday's name.
    /// </summary>
    public static string Keep(string asked, string today) => asked == today ? Forever : "no-store";
}
