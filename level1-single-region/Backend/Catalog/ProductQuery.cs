namespace Shop.Catalog;

/// <summary>The query string of the product list. What is left out doesn't restrict.</summary>
public sealed record ProductQuery
{
    [StringLength(100)]
    public string? Search { get; init; }

    [StringLength(100)]
    public string? Category { get; init; }

    /// <summary>Many known products in one request.</summary>
    [MaxLength(100)]
    public int[]? Ids { get; init; }

    [Range(1, 10_000)]
    public int? Page { get; init; }

    [Range(1, 100)]
    public int? PageSize { get; init; }
}
