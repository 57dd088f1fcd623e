namespace Shop.Orders;

/// <summary>Turns a cart into an order, exactly once per key.</summary>
internal sealed class Checkout(
    Purchases purchases, SagaDriver driver, OtherServices others, Without without)
{
    /// <param name="key">Of the client's choice; the same key is the same purchase.</param>
    public async Task<CheckoutResult> BuyAsync(
        long customer, string home, string key, Purchase? purchase)
    {
        var items = purchase?.Merge();
        var asked = items is null ? "cart" : string.Join(", ", items.Select(Describe));
        var cart = items is not null ? null : await others.SendAsync<Cart>(
            "accounts", home, HttpMethod.Get, $"/internal/carts/{customer}");
        items ??= cart!.Items;
        var lines = await NameAsync(items);
        if (items.FirstOrDefault(item => lines.All(line => line.ProductId != item.ProductId)) is { } unknown)
            return new("unknown-product", unknown.ProductId);

        if (!without.IdempotencyKeys)
            key = Guid.NewGuid().ToString();
        var (outcome, saga) = await purchases.BeginAsync(
            new(customer, home, key, asked, cart?.Number, lines));
        if (outcome is "key-reused" or "empty-cart" or "cart-bought")
            return new(outcome);
        // Somebody else may be driving it: then both do, and both come to the same end.
        saga = await driver.DriveAsync(saga!);
        var refusal = saga.Refusal ?? new("given-up"); // Who refused it first knows more.
        return saga.State == "refused"
            ? new(refusal.Outcome, refusal.ProductId, refusal.Product, refusal.Available)
            : new(outcome == "begun" ? "created" : "replayed") { Order = saga.Order };
    }

    // What it is called and what it costs is the catalog's to say, at this moment.
    private async Task<IReadOnlyList<OrderLine>> NameAsync(PurchaseItem[] items)
    {
        var lines = new List<OrderLine>();
        foreach (var some in items.Chunk(100))
        {
            var ids = string.Join('&', some.Select(item => $"ids={item.ProductId}"));
            var page = await others.SendAsync<Page>(
                "catalog", HttpMethod.Get, $"/api/products?pageSize=100&{ids}");
            lines.AddRange(
                from item in some
                join product in page.Items on item.ProductId equals product.Id
                select new OrderLine(product.Id, product.Name, product.Price, item.Quantity));
        }
        return lines;
    }

    private static string Describe(PurchaseItem item) => $"{item.Quantity} x {item.ProductId}";

    private sealed record Cart(long? Number, PurchaseItem[] Items);

    private sealed record Page(Product[] Items);

    private sealed record Product(int Id, string Name, int Price);
}

/// <param name="Outcome">
/// created, replayed, key-reused, empty-cart, cart-bought, unknown-product, out-of-stock, declined or
/// given-up.
/// </param>
internal sealed record CheckoutResult(
    string Outcome, int? ProductId = null, string? Product = null, int? Available = null)
{
    public Order? Order { get; init; }
}
