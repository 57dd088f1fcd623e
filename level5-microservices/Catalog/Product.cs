using System.Text.Json.Serialization;

namespace Shop.Catalog;

/// <param name="Price">In minor units: 1999 is 19.99.</param>
/// <param name="Stock">Pieces in stock.</param>
/// <param name="Version">Grows with every change of the product.</param>
internal sealed record Product(
    int Id, string Name, string Category, string Description, int Price, int Stock, long Version)
{
    /// <summary>New in release v2; older clients never notice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? FreeShipping { get; init; }
}

/// <param name="Total">How many products there are on all pages.</param>
internal sealed record ProductPage(
    IReadOnlyList<Product> Items, int Page, int PageSize, long Total);

/// <param name="Products">How many there are in it.</param>
internal sealed record Category(string Name, long Products);
