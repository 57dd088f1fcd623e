using System.Globalization;

namespace Shop.Protocol;

/// <summary>The stock of all products: a bounded counter each, kept in the ledger.</summary>
public sealed class Stock
{
    private readonly Lock one = new();
    private readonly Identity self;
    private readonly Ledger ledger;
    private readonly string merchant;
    private readonly Dictionary<int, BoundedCounter> counters = [];

    public Stock(Identity self, Ledger ledger, string merchant)
    {
        this.self = self;
        this.ledger = ledger;
        this.merchant = merchant;
        ledger.Added += Hear;
    }

    /// <summary>
    /// The merchant has some pieces of these products, as its catalogue says. What came in before
    /// it is counted, too, in one go: half of it would be rights that aren't there.
    /// </summary>
    public void Open(IEnumerable<(int Product, int Pieces)> goods)
    {
        lock (one)
        {
            foreach (var (product, pieces) in goods)
            {
                counters.TryAdd(product, new BoundedCounter(merchant, pieces));
            }

            foreach (var entry in ledger.Under("given/").Concat(ledger.Under("used/")))
            {
                Hear(entry);
            }
        }
    }

    public int Left(int product) => With(product, counter => counter.Left);

    /// <summary>How many pieces a peer may have sold in all, as far as is known here.</summary>
    public int Credit(string peer, int product) => With(product, counter => counter.Credit(peer));

    /// <summary>How many pieces this peer may sell without asking anybody.</summary>
    public int Rights(int product) => With(product, counter => counter.Rights(self.Id));

    /// <summary>Peers that can give some of theirs, the richest first.</summary>
    public IReadOnlyList<string> Holders(int product) => With<IReadOnlyList<string>>(
        product,
        counter => [.. counter.Holders
            .Where(peer => peer != self.Id && counter.Rights(peer) > 0)
            .OrderByDescending(counter.Rights),]) ?? [];

    /// <summary>Sells all of some things or none.</summary>
    /// <returns>The entries that say so, or null.</returns>
    public IReadOnlyList<Entry>? TrySell(IReadOnlyList<(int Product, int Quantity)> items)
    {
        lock (one)
        {
            return items.All(item => Rights(item.Product) >= item.Quantity)
                ? [.. items.Select(item => Sell(item.Product, item.Quantity)).OfType<Entry>()]
                : null;
        }
    }

    private Entry? Sell(int product, int quantity)
    {
        lock (one)
        {
            if (counters.GetValueOrDefault(product) is not { } counter
                || !counter.TrySell(self.Id, quantity))
            {
                return null;
            }

            var total = counter.Used(self.Id);
            var entry = Entry.Write(self, $"used/{self.Id}/{product}", total, total);
            ledger.Take(entry);
            return entry;
        }
    }

    /// <summary>Gives another peer rights to some products, by product.</summary>
    /// <returns>The entry that says so, or null if there is nothing to give.</returns>
    public Entry? Give(string to, IReadOnlyDictionary<int, int> wishes)
    {
        lock (one)
        {
            foreach (var (product, quantity) in wishes)
            {
                counters.GetValueOrDefault(product)?.TryGive(self.Id, to, quantity);
            }

            var totals = counters
                .Select(one => (one.Key, Total: one.Value.Given(self.Id, to)))
                .Where(one => one.Total > 0)
                .ToDictionary(one => one.Key, one => one.Total);
            if (totals.Count == 0)
            {
                return null;
            }

            var entry = Entry.Write(self, $"given/{self.Id}/{to}", totals.Values.Sum(), totals);
            ledger.Take(entry);
            return entry;
        }
    }

    /// <summary>A newcomer's share of everything: one part in so many of what is here.</summary>
    public Entry? GiveShare(string to, int parts)
    {
        Dictionary<int, int> shares;
        lock (one)
        {
            shares = counters.ToDictionary(
                one => one.Key,
                one => one.Value.Rights(self.Id) / parts);
        }

        return Give(to, shares);
    }

    private T? With<T>(int product, Func<BoundedCounter, T> look)
    {
        lock (one)
        {
            return counters.TryGetValue(product, out var counter) ? look(counter) : default;
        }
    }

    private void Hear(Entry entry)
    {
        if (entry.Key.Split('/') is not [var kind, var peer, var last])
        {
            return;
        }

        lock (one)
        {
            if (kind == "used" && int.TryParse(last, CultureInfo.InvariantCulture, out var product))
            {
                var total = (int)Math.Min(entry.Version, int.MaxValue);
                counters.GetValueOrDefault(product)?.HearUsed(peer, total);
            }
            else if (kind == "given" && Json.Read<Dictionary<int, int>>(entry.Body) is { } totals)
            {
                foreach (var (given, pieces) in totals)
                {
                    counters.GetValueOrDefault(given)?.HearGiven(peer, last, pieces);
                }
            }
        }
    }
}
