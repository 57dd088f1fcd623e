namespace Shop.Catalog;

/// <summary>Which products to list. What is null or empty doesn't restrict.</summary>
/// <param name="Search">Words that all have to occur.</param>
/// <param name="Ids">Many known products in one request.</param>
internal sealed record ProductQuery(
    string? Search, string? Category, int[] Ids, int Page, int PageSize);
