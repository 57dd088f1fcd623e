namespace Shop.Rules;

/// <summary>
/// The names by which answers can be purged together: <c>Cache-Tag: product-17,products</c>. No
/// RFC has them, all great CDNs do. They are not shown to customers.
/// </summary>
internal static class Tags
{
    public const string Header = "Cache-Tag";

    public static IReadOnlyList<string> Parse(StringValues header) =>
        [.. header.ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct()];
}
