namespace Shop.Merchant;

/// <summary>
/// The orders that have arrived, opened with the merchant's private key, and taken or not.
/// </summary>
internal sealed class Books
{
    private readonly Lock one = new();
    private readonly MerchantKeys keys;
    private readonly Till till;
    private readonly Hosting.AppendFile file;
    private readonly Dictionary<string, Order> taken = [];
    private readonly List<(Entry Entry, Order Order)> waiting = [];
    private readonly HashSet<string> noted;

    public Books(Node node, MerchantKeys keys, Hosting.Disk disk)
    {
        this.keys = keys;
        till = new Till(node.Catalogue, node.Stock);
        file = disk.Open("taken.log");
        node.Ledger.Added += Enter;
        // What was taken in an earlier life. The ledger is read after this, and the catalogue last: so
        // all of it is counted before anything is weighed against it.
        noted = [.. file.Read<string>()];
        foreach (var entry in node.Ledger.Under("order/"))
        {
            Enter(entry);
        }
    }

    /// <summary>
    /// How many are not covered by rights: these are still to be heard of, or somebody lied.
    /// </summary>
    public int Waiting
    {
        get
        {
            lock (one)
            {
                return waiting.Count;
            }
        }
    }

    public IReadOnlyList<Order> Of(string owner)
    {
        lock (one)
        {
            return [.. taken.Values.Where(order => order.Owner == owner)];
        }
    }

    /// <summary>Looks again at what is waiting, the oldest first: rights may have come.</summary>
    public void Settle()
    {
        lock (one)
        {
            waiting.RemoveAll(order => TryTake(order.Entry, order.Order));
        }
    }

    private void Enter(Entry entry)
    {
        if (entry.Key.StartsWith("order/", StringComparison.Ordinal)
            && SealedOrder.Open(entry, keys) is { } order)
        {
            lock (one)
            {
                if (!TryTake(entry, order))
                {
                    waiting.Add((entry, order));
                }
            }
        }
    }

    // The same order under the same key is the same, wherever the customer pressed the button.
    private bool TryTake(Entry entry, Order order)
    {
        var key = $"{order.Owner}/{order.Key}";
        if (taken.ContainsKey(key))
        {
            return true;
        }

        if (noted.Contains(entry.Key))
        {
            till.TakeAgain(entry.AuthorId, order);
        }
        else if (till.TryTake(entry.AuthorId, order))
        {
            noted.Add(entry.Key);
            file.Append(entry.Key);
        }
        else
        {
            return false;
        }

        taken.Add(key, order);
        return true;
    }
}
