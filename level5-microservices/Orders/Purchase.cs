namespace Shop.Orders;

/// <summary>What to buy. Without a body, or without items, it is the cart.</summary>
public sealed record Purchase(
    [property: Length(1, 50)] IReadOnlyList<PurchaseItem>? Items) : IValidatableObject
{
    /// <summary>Sorted, and each product once: the same wish is always the same text.</summary>
    public PurchaseItem[]? Merge() => Items is null ? null :
    [
        .. Items
            .GroupBy(item => item.ProductId, item => item.Quantity)
            .Select(group => new PurchaseItem(group.Key, group.Sum()))
            .OrderBy(item => item.ProductId),
    ];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Items is not null && Items.Contains(null!)
            ? [new("Null is not an item.", [nameof(Items)])]
            : [];
}

public sealed record PurchaseItem(
    [property: Range(1, int.MaxValue)] int ProductId,
    [property: Range(1, 99)] int Quantity);
