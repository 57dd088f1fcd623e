namespace Shop.Shoppers;

/// <summary>Matches one customer's purchases with the orders that the shop remembers.</summary>
internal sealed class AuditMatch
{
    private readonly string customer;
    private readonly AuditCounts counts;
    private readonly List<Purchase> purchases;

    private AuditMatch(string customer, IEnumerable<Operation> checkouts, AuditCounts counts)
    {
        this.customer = customer;
        this.counts = counts;
        purchases = [.. checkouts.GroupBy(one => one.Key).Select(Purchase.Of)];
    }

    internal static void Run(
        string customer,
        IEnumerable<Operation> checkouts,
        IReadOnlyCollection<Remembered> orders,
        AuditCounts counts)
    {
        var match = new AuditMatch(customer, checkouts, counts);
        counts.Orders += orders.Count;
        counts.Acknowledged += match.purchases.Count(purchase => purchase.Acknowledged);
        // What is certain first, so that what is left can be explained by what is not.
        foreach (var order in orders.Where(order => !match.TakeAcknowledged(order)).ToList())
        {
            match.Explain(order);
        }

        match.FindLost();
    }

    private bool TakeAcknowledged(Remembered order)
    {
        var purchase = purchases.Find(one => !one.Found && one.Orders.Contains(order.Id));
        if (purchase is null)
        {
            return false;
        }

        purchase.Found = true;
        return true;
    }

    private void Explain(Remembered order)
    {
        var candidates = purchases.FindAll(one => one.MayBe(order));
        var open = candidates.Find(one => !one.Found && one.Orders.Count == 0);
        if (open is not null)
        {
            open.Found = true;
            counts.Explained += open.Acknowledged ? 0 : 1;
        }
        else
        {
            var fault = candidates.Count > 0 ? Fault.Duplicate : Fault.Phantom;
            counts.Found(fault, $"order {order.Id} of {customer}, product {order.Product}");
        }
    }

    private void FindLost()
    {
        foreach (var purchase in purchases.Where(one => one.Acknowledged && !one.Found))
        {
            counts.Found(
                Fault.Lost,
                $"order {purchase.Orders.FirstOrDefault()} of {customer}, key {purchase.Key}, "
                + $"product {purchase.Product}");
        }
    }

    /// <summary>All attempts under one idempotency key.</summary>
    /// <param name="Orders">Identities it was acknowledged with: more than one is a fault.</param>
    /// <param name="Unknown">Whether some attempt may have been applied.</param>
    private sealed record Purchase(
        string? Key,
        int Product,
        bool Acknowledged,
        bool Unknown,
        HashSet<string> Orders)
    {
        internal bool Found { get; set; }

        internal static Purchase Of(IGrouping<string?, Operation> attempts) => new(
            attempts.Key,
            attempts.First().Product,
            attempts.Any(one => one.Outcome == Outcome.Ok),
            attempts.Any(one => one.Outcome == Outcome.Unknown),
            [.. attempts.Select(one => one.Order).OfType<string>()]);

        internal bool MayBe(Remembered order) =>
            (Acknowledged || Unknown)
            && (order.Key is null ? order.Product == Product : order.Key == Key);
    }
}
