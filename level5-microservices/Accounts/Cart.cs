namespace Shop.Carts;

internal sealed record Cart(IReadOnlyList<CartItem> Items);

/// <summary>Name and price are the catalog's to tell.</summary>
internal sealed record CartItem(int ProductId, int Quantity);

public sealed record CartChange([property: Range(1, 99)] int Quantity);
