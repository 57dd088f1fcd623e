namespace Shop.Protocol;

/// <summary>An order as only its customer and the merchant know it.</summary>
/// <param name="Owner">What the customer can prove to be, see <see cref="Customer"/>.</param>
/// <param name="Key">The customer's word for this purchase: the same word is the same purchase.</param>
/// <param name="Total">In minor units.</param>
public sealed record Order(
    Guid Id,
    string Owner,
    string Key,
    DateTime CreatedAt,
    long Total,
    IReadOnlyList<OrderLine> Lines)
{
    public string Name { get; init; } = "";
}

/// <param name="Price">Of one piece, in minor units, as it was when bought.</param>
public sealed record OrderLine(int ProductId, string Name, int Price, int Quantity);

/// <summary>An order as everybody carries it.</summary>
public sealed record SealedOrder(SealedBox Box)
{
    public static Entry Write(Identity self, ShopKeys shop, Order order, bool isSealed)
    {
        var text = Json.Bytes(order);
        // Stuck to its author: another peer that claims it as its own can't be read.
        var box = isSealed
            ? SealedBox.Seal(shop.Sealing, text, self.PublicKey)
            : new SealedBox([], text);
        return Entry.WriteOnce(self, "order", new SealedOrder(box));
    }

    /// <summary>Null for whoever isn't the merchant.</summary>
    public static Order? Open(Entry entry, MerchantKeys merchant)
    {
        var box = Json.Read<SealedOrder>(entry.Body)?.Box;
        return box is not { Once: not null, Text: not null } ? null
            : box.Once is [] ? Json.Read<Order>(box.Text)
            : Json.Read<Order>(box.Open(merchant.Sealing, entry.Author));
    }
}
