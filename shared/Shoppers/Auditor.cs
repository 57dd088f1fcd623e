namespace Shop.Shoppers;

/// <summary>Sets the shop's books beside the history.</summary>
internal sealed class Auditor(Books books, History history)
{
    private const int MostFindings = 10;

    internal async Task<AuditReport> RunAsync(
        IReadOnlyList<Customer> customers,
        CancellationToken cancellation)
    {
        var told = history.All()
            .Where(operation => operation.Kind == Kind.Checkout)
            .ToLookup(operation => operation.Customer);
        var counts = new AuditCounts(complete: history.Dropped == 0);
        foreach (var customer in customers)
        {
            var orders = await books.OrdersAsync(customer, cancellation);
            AuditMatch.Run(customer.Email, told[customer.Email], orders, counts);
        }

        foreach (var (product, stock) in await books.StockAsync(cancellation))
        {
            if (stock < 0)
            {
                counts.Found(Fault.Oversold, $"product {product} has a stock of {stock}");
            }
        }

        return Report(customers.Count, counts);
    }

    private AuditReport Report(int customers, AuditCounts counts) => new()
    {
        Customers = customers,
        Acknowledged = counts.Acknowledged,
        Orders = counts.Orders,
        Explained = counts.Explained,
        Lost = counts[Fault.Lost],
        Duplicate = counts[Fault.Duplicate],
        Phantom = counts[Fault.Phantom],
        Oversold = counts[Fault.Oversold],
        Complete = counts.Complete,
        Findings = [.. counts.Findings.Take(MostFindings)],
    };
}

internal enum Fault
{
    Lost,
    Duplicate,
    Phantom,
    Oversold,
}

/// <summary>What an audit has come across so far.</summary>
/// <param name="complete">Whether all purchases are known, so that an odd order is a fault.</param>
internal sealed class AuditCounts(bool complete)
{
    private readonly int[] faults = new int[4];

    internal bool Complete => complete;

    internal int Acknowledged { get; set; }

    internal int Orders { get; set; }

    internal int Explained { get; set; }

    internal List<string> Findings { get; } = [];

    internal int this[Fault fault] => faults[(int)fault];

    internal void Found(Fault fault, string detail)
    {
        if (!complete && fault is Fault.Duplicate or Fault.Phantom)
        {
            return;
        }

        faults[(int)fault]++;
        Findings.Add($"{fault}: {detail}");
    }
}
