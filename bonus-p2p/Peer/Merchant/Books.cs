using System.Collections.Concurrent;

namespace Shop.Merchant;

/// <summary>The orders that have arrived, opened with the merchant's private key.</summary>
internal sealed class Books
{
    private readonly MerchantKeys keys;
    private readonly ConcurrentDictionary<string, Order> orders = new();

    public Books(Node node, MerchantKeys keys)
    {
        this.keys = keys;
        node.Ledger.Added += Enter;
        foreach (var entry in node.Ledger.Under("order/"))
        {
            Enter(entry);
        }
    }

    public IEnumerable<Order> Of(string owner) => orders.Values.Where(order => order.Owner == owner);

    // The same order under the same key is the same, wherever the customer pressed the button.
    private void Enter(Entry entry)
    {
        if (entry.Key.StartsWith("order/", StringComparison.Ordinal)
            && SealedOrder.Open(entry, keys) is { } order)
        {
            orders.TryAdd($"{order.Owner}/{order.Key}", order);
        }
    }
}
