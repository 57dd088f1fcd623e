namespace Shop.Orders;

/// <summary>An order's line with its order, as one row.</summary>
internal sealed record OrderRow(
    Guid Id, DateTime CreatedAt, long Total, int ProductId, string Name, int Price, int Quantity)
{
    public const string Select =
        """
        select o.id, o.created_at as createdAt, o.total,
            l.product_id as productId, l.name, l.price, l.quantity
        from orders o join order_lines l on l.order_id = o.id
        """;

    /// <summary>Keeps the order of the rows.</summary>
    public static IEnumerable<Order> Group(IEnumerable<OrderRow> rows) => rows
        .GroupBy(row => (row.Id, row.CreatedAt, row.Total))
        .Select(group => new Order(
            group.Key.Id,
            group.Key.CreatedAt,
            group.Key.Total,
            [.. group.Select(l => new OrderLine(l.ProductId, l.Name, l.Price, l.Quantity))]));
}
