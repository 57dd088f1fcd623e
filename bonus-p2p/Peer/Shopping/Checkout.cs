namespace Shop.Shopping;

/// <param name="Copies">On how many computers the order is.</param>
internal sealed record CheckoutResult(
    string Outcome, Order? Order = null, int Copies = 0, int Product = 0);

/// <summary>
/// Sells what this peer has the right to sell. Nobody else is asked for leave, and only neighbours
/// for a favour: to keep a copy. The first has it before the customer is told that it is bought.
/// </summary>
internal sealed class Checkout(
    Node node, Purchases purchases, Carts carts, ShopKeys shop, Settings settings, TimeProvider time)
    : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <param name="account">Who buys.</param>
    /// <param name="key">What a repetition is known by.</param>
    /// <param name="asked">What to buy; null: what is in the cart.</param>
    public async Task<CheckoutResult> BuyAsync(
        Account account, string key, IReadOnlyList<CartItem>? asked)
    {
        await one.WaitAsync();
        Order order;
        IReadOnlyList<Entry> entries;
        try
        {
            if (purchases.Find(account.Owner, key) is { } before)
            {
                return new(IsSame(before, asked) ? "replayed" : "key-reused", before);
            }

            var items = asked ?? carts.Of(account);
            if (await RefuseAsync(items) is { } refusal)
            {
                return refusal;
            }

            if (Sell(account, key, items) is not { } sale)
            {
                // A neighbour was given some while another one was asked.
                return new("out-of-stock", Product: Short(items));
            }

            if (asked is null)
            {
                carts.Clear(account);
            }

            (order, entries) = sale;
        }
        finally
        {
            one.Release();
        }

        return new("created", order, 1 + await SpreadAsync(entries));
    }

    public void Dispose() => one.Dispose();

    private async Task<CheckoutResult?> RefuseAsync(IReadOnlyList<CartItem> items)
    {
        foreach (var (product, quantity) in items)
        {
            if (!node.Catalogue.Products.ContainsKey(product))
            {
                return new("unknown-product", Product: product);
            }

            if (node.Stock.Rights(product) < quantity
                && !await node.AskForRightsAsync(product, quantity))
            {
                return new("out-of-stock", Product: product);
            }
        }

        return items.Count == 0 ? new("empty") : null;
    }

    // The counter first: a crash in between loses a piece, and doesn't sell one twice.
    private (Order Order, IReadOnlyList<Entry> Entries)? Sell(
        Account account, string key, IReadOnlyList<CartItem> items)
    {
        var lines = items.Select(item => Line(item, node.Catalogue.Products[item.ProductId])).ToList();
        var order = new Order(
            Guid.NewGuid(),
            account.Owner,
            key,
            time.GetUtcNow().UtcDateTime,
            lines.Sum(line => (long)line.Price * line.Quantity),
            lines)
        {
            Name = $"{account.Name} <{account.Email}>",
        };
        if (node.Stock.TrySell([.. items.Select(item => (item.ProductId, item.Quantity))]) is not { } sold)
        {
            return null;
        }

        var entry = SealedOrder.Write(node.Self, shop, order, settings.Without != "encryption");
        node.Ledger.Take(entry);
        purchases.Add(order);
        return (order, [.. sold, entry]);
    }

    // To the merchant, who is waiting for it, and to neighbours, for one of whom we wait.
    private async Task<int> SpreadAsync(IReadOnlyList<Entry> entries)
    {
        var merchant = node.Members.Find(shop.Merchant);
        var toMerchant = merchant is { Standing: Standing.Alive }
            ? node.Syncer.TellAsync(merchant, entries)
            : Task.FromResult(false);
        return await node.Syncer.SpreadAsync(entries, besides: merchant) || await toMerchant ? 1 : 0;
    }

    private int Short(IReadOnlyList<CartItem> items) =>
        items.FirstOrDefault(item => node.Stock.Rights(item.ProductId) < item.Quantity, items[0]).ProductId;

    private static OrderLine Line(CartItem item, Product product) =>
        new(product.Id, product.Name, product.Price, item.Quantity);

    // A cart may have been filled again since, and the purchase is still the same.
    private static bool IsSame(Order order, IReadOnlyList<CartItem>? asked) =>
        asked is null
        || order.Lines.Select(line => (line.ProductId, line.Quantity)).Order()
            .SequenceEqual(asked.Select(item => (item.ProductId, item.Quantity)).Order());
}
