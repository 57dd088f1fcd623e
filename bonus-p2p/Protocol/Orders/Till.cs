namespace Shop.Protocol;

/// <summary>
/// Where the merchant takes orders: only what their author had the right to sell, at the price in
/// the catalogue, and never more pieces than there are.
/// </summary>
public sealed class Till(Catalogue catalogue, Stock stock)
{
    private readonly Dictionary<(string Author, int Product), int> taken = [];

    /// <returns>
    /// False as long as the author's rights aren't known. They may be on their way: try again when
    /// somebody gave something. A liar's never come.
    /// </returns>
    public bool TryTake(string author, Order order)
    {
        if (order.Lines is null || !order.Lines.All(IsOffered) || order.Total != Sum(order))
        {
            return false;
        }

        var items = order.Lines
            .GroupBy(line => line.ProductId, line => line.Quantity)
            .Select(line => (Product: line.Key, Quantity: line.Sum()))
            .ToList();
        if (!items.All(item => Has(author, item.Product, item.Quantity)))
        {
            return false;
        }

        Add(author, order);
        return true;
    }

    /// <summary>Counts what was taken in an earlier life, whatever its author's rights look like now.</summary>
    public void TakeAgain(string author, Order order) => Add(author, order);

    private void Add(string author, Order order)
    {
        foreach (var line in order.Lines)
        {
            var key = (author, line.ProductId);
            taken[key] = taken.GetValueOrDefault(key) + line.Quantity;
        }
    }

    private bool IsOffered(OrderLine line) =>
        line is { Quantity: >= 1 and <= 10_000 }
        && catalogue.Products.TryGetValue(line.ProductId, out var product)
        && product.Price == line.Price;

    private static long Sum(Order order) =>
        order.Lines.Sum(line => (long)line.Price * line.Quantity);

    // Rights that were worth something once can lose it when their giver turns out to have lied;
    // what was taken stays taken. So there is the second look, at all of the goods.
    private bool Has(string author, int product, int quantity) =>
        stock.Credit(author, product) - taken.GetValueOrDefault((author, product)) >= quantity
        && catalogue.Products[product].Stock - TakenOf(product) >= quantity;

    private int TakenOf(int product) =>
        taken.Where(one => one.Key.Product == product).Sum(one => one.Value);
}
