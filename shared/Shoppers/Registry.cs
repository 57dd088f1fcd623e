namespace Shop.Shoppers;

/// <summary>Registers customers and remembers all of them, for the audit.</summary>
internal sealed class Registry
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly List<Customer> all = [];
    private int number;

    // Other runs may have left their customers in the same database.
    private readonly string run = Guid.NewGuid().ToString("N")[..8];

    internal IReadOnlyList<Customer> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    /// <summary>Registers several at once, which also opens as many connections.</summary>
    internal async Task<IReadOnlyList<Customer>> RegisterAsync(
        Shopper shopper,
        int count,
        CancellationToken cancellation) =>
        await Task.WhenAll(Enumerable.Range(0, count)
            .Select(_ => RegisterAsync(shopper, cancellation)));

    private async Task<Customer> RegisterAsync(Shopper shopper, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var customer = Add(shopper.Entrance.Region);
        var api = shopper.Entrance.Api;
        var failure = await customer.RegisterAsync(shopper.Wire, api, patience.Token);
        cancellation.ThrowIfCancellationRequested();
        if (failure is null)
        {
            return customer;
        }

        Forget(customer);
        throw new ShopperException(
            $"A customer in {shopper.Entrance.Region} can't register at {api}: {failure}");
    }

    private Customer Add(string region)
    {
        lock (gate)
        {
            all.Add(new Customer($"{region}-{++number}-{run}@shoppers.example"));
            return all[^1];
        }
    }

    // Nobody asks the books for a customer that the shop never had.
    private void Forget(Customer customer)
    {
        lock (gate)
        {
            all.Remove(customer);
        }
    }
}
