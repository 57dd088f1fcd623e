using Shop.Catalog;

namespace Shop.Orders;

/// <summary>Turns a cart into an order, exactly once per key and in one round trip.</summary>
internal sealed class Checkout(Database database, Products products)
{
    /// <param name="key">Of the client's choice; the same key is the same purchase.</param>
    public async Task<CheckoutResult> BuyAsync(long customer, string key, Purchase? purchase)
    {
        var items = purchase?.Merge();
        var parameters = new
        {
            customer,
            key,
            asked = items is null ? "cart" : string.Join(", ", items.Select(Describe)),
            ids = items?.Select(item => item.ProductId).ToArray(),
            quantities = items?.Select(item => item.Quantity).ToArray(),
        };
        // Locked in the same order as by a change of the cart, or the two deadlock.
        return await database.WriteAsync(
            $"""
            update cart_writes set number = number
            where customer_id = @customer and product_id = 0 and @ids::integer[] is null;
            select outcome, product_id as productId, product, available
            from checkout(@customer, @key, @asked, @ids::integer[], @quantities::integer[]);
            {OrderRow.Select} where o.customer_id = @customer and o.idempotency_key = @key
            order by l.product_id;
            {products.Bought}
            """,
            parameters,
            async results =>
            {
                var result = await results.ReadSingleAsync<CheckoutResult>();
                var rows = await results.ReadAsync<OrderRow>();
                return result with
                {
                    Order = OrderRow.Group(rows).SingleOrDefault(),
                    Products = await products.ReadAsync(results),
                };
            });
    }

    private static string Describe(PurchaseItem item) => $"{item.Quantity} x {item.ProductId}";
}

/// <param name="Outcome">As the function checkout in the database names it.</param>
internal sealed record CheckoutResult(
    string Outcome, int? ProductId, string? Product, int? Available)
{
    public Order? Order { get; init; }

    /// <summary>What was bought, as it is now.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];
}
