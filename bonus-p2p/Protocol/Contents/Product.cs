namespace Shop.Protocol;

/// <param name="Price">In minor units: 1999 is 19.99.</param>
/// <param name="Stock">Pieces that the merchant had on opening day.</param>
/// <param name="Image">The hash of its picture.</param>
public sealed record Product(
    int Id, string Name, string Category, string Description, int Price, int Stock, string Image);

/// <summary>
/// The one thing that the merchant signs: hashes of pages, whose products hold hashes of pictures.
/// Whoever has this can take all the rest from anybody.
/// </summary>
/// <param name="Pages">Each the hash of a JSON array of products.</param>
public sealed record Manifest(IReadOnlyList<string> Pages);
