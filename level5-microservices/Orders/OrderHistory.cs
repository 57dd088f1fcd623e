namespace Shop.Orders;

/// <summary>A customer's own orders. Every method is one round trip to the database.</summary>
internal sealed class OrderHistory(Database database)
{
    // What isn't certain yet is no order.
    private const string Bought = "o.customer_id = @customer and o.state in ('sold', 'done')";

    public async Task<Order?> FindAsync(long customer, Guid id) =>
        OrderRow.Group(await database.AskAsync(connection => connection.QueryAsync<OrderRow>(
            $"""
            {OrderRow.Select} where {Bought} and o.id = @id order by l.product_id
            """,
            new { customer, id }))).SingleOrDefault();

    /// <summary>Newest first.</summary>
    public Task<OrderPage> FindAsync(long customer, int page, int pageSize) =>
        database.AskAsync(async connection =>
        {
            await using var results = await connection.QueryMultipleAsync(
                $"""
                select count(*) from orders o where {Bought};
                {OrderRow.Select} where o.id in (
                    select o.id from orders o where {Bought}
                    order by o.created_at desc, o.id limit @pageSize offset @skip)
                order by o.created_at desc, o.id, l.product_id
                """,
                new { customer, pageSize, skip = (page - 1) * pageSize });
            var total = await results.ReadSingleAsync<long>();
            var orders = OrderRow.Group(await results.ReadAsync<OrderRow>());
            return new OrderPage([.. orders], page, pageSize, total);
        });
}
