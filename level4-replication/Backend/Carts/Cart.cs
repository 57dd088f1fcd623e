namespace Shop.Carts;

internal sealed record Cart(IReadOnlyList<CartItem> Items)
{
    public Cart With(PendingChange change) => new(
    [
        .. Items
            .Where(item => item.ProductId != change.Product)
            .Append(new(change.Product, change.Quantity))
            .Where(item => item.Quantity > 0)
            .OrderBy(item => item.ProductId),
    ]);
}

/// <summary>Name and price are the catalog's to tell.</summary>
internal sealed record CartItem(int ProductId, int Quantity);

public sealed record CartChange([property: Range(1, 99)] int Quantity);
