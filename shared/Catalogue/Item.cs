namespace Shop.Catalogue;

/// <summary>A product as it is on opening day.</summary>
/// <param name="Id">From 1 upwards, without gaps.</param>
/// <param name="Price">In minor units: 1999 is 19.99.</param>
/// <param name="Stock">Pieces in stock.</param>
public sealed record Item(
    int Id, string Name, string Category, string Description, int Price, int Stock);
