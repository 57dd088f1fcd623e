namespace Shop.Cost;

/// <summary>A month's bill, in US$.</summary>
public sealed record Bill(double RequestsPerMonth, IReadOnlyList<BillLine> Lines)
{
    public double Total => Lines.Sum(line => line.Usd);
}

/// <param name="Item">compute, database, cache, load balancer, CDN, DNS, cross-region, egress.</param>
/// <param name="Detail">How many of what.</param>
/// <param name="Usd">For the month.</param>
/// <param name="Date">Of the price.</param>
public sealed record BillLine(string Item, string Detail, double Usd, string Date);
