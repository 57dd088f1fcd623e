using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shop.Catalog;

namespace Shop.Caching;

/// <summary>What the entries are called in Redis.</summary>
internal static class CacheKeys
{
    /// <summary>What may be dropped at any time.</summary>
    public static readonly string[] Readable = [Leases, Products, Lists];

    public const string Products = "product:";

    public const string Lists = "list:";

    public const string Leases = "lease:";

    public const string Categories = Lists + "categories";

    public static string Product(int id) => string.Create(
        CultureInfo.InvariantCulture, $"{Products}{id}");

    // A search is as long as the customer likes; a key is not.
    public static string List(ProductQuery query) =>
        Lists + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(query))), 0, 16);
}
