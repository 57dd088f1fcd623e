namespace Shop.Carts;

internal sealed record Cart(IReadOnlyList<CartItem> Items);

/// <param name="Number">How many carts the customer has bought before this one.</param>
/// <param name="Items">What is in it.</param>
internal sealed record NumberedCart(long Number, IReadOnlyList<CartItem> Items);

/// <summary>Name and price are the catalog's to tell.</summary>
internal sealed record CartItem(int ProductId, int Quantity);

public sealed record CartChange([property: Range(1, 99)] int Quantity);

/// <summary>
/// The second contract: it says where a product is instead of how another service numbers it.
/// </summary>
internal sealed record LinkedCart(IReadOnlyList<LinkedItem> Items, int Pieces)
{
    public static LinkedCart Of(Cart cart) => new(
        [.. cart.Items.Select(one => new LinkedItem($"/api/products/{one.ProductId}", one.Quantity))],
        cart.Items.Sum(item => item.Quantity));
}

internal sealed record LinkedItem(string Product, int Quantity);

/// <param name="Saga">The purchase that took the items.</param>
internal sealed record Bought(Guid Saga, IReadOnlyList<CartItem> Items);
