using System.Collections.Concurrent;
using Shop.Hosting;

namespace Shop.Shopping;

/// <summary>What was bought at this computer, readable, on this computer only.</summary>
internal sealed class Purchases
{
    private readonly AppendFile file;
    private readonly ConcurrentDictionary<(string Owner, string Key), Order> orders;

    public Purchases(Disk disk)
    {
        file = disk.Open("purchases.log");
        orders = new(file.Read<Order>().ToDictionary(order => (order.Owner, order.Key)));
    }

    public Order? Find(string owner, string key) => orders.GetValueOrDefault((owner, key));

    public IEnumerable<Order> Of(string owner) => orders.Values.Where(order => order.Owner == owner);

    public void Add(Order order)
    {
        if (orders.TryAdd((order.Owner, order.Key), order))
        {
            file.Append(order);
        }
    }
}
