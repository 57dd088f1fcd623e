namespace Shop.Carts;

/// <summary>One cart per customer, until it is bought. Every method is one round trip.</summary>
internal sealed class CartStore(Database database, KnownProducts products)
{
    private const string Contents =
        """
        select product_id as productId, quantity
        from cart_items where customer_id = @customer order by product_id
        """;

    public async Task<Cart> FindAsync(long customer) =>
        new([.. await database.AskAsync(c => c.QueryAsync<CartItem>(Contents, new { customer }))]);

    /// <summary>For who buys it.</summary>
    public Task<NumberedCart> FindNumberedAsync(long customer) => database.AskAsync(async connection =>
    {
        using var results = await connection.QueryMultipleAsync(
            $"""
            select coalesce((select bought from carts where customer_id = @customer), 0);
            {Contents}
            """,
            new { customer });
        return new NumberedCart(
            await results.ReadSingleAsync<long>(), [.. await results.ReadAsync<CartItem>()]);
    });

    /// <returns>Null when there is no such product, or no such customer any more.</returns>
    public async Task<Cart?> PutAsync(long customer, int product, int quantity)
    {
        if (!await products.MayExistAsync(product))
            return null;
        try
        {
            return await WriteAsync(
                $"""
                insert into cart_items (customer_id, product_id, quantity)
                values (@customer, @product, @quantity)
                on conflict (customer_id, product_id) do update set quantity = @quantity;
                {Contents}
                """,
                new { customer, product, quantity });
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return null;
        }
    }

    public Task<Cart> RemoveAsync(long customer, int product) => WriteAsync(
        $"""
        delete from cart_items where customer_id = @customer and product_id = @product;
        {Contents}
        """,
        new { customer, product });

    /// <summary>
    /// What was bought is no longer in the cart, unless its quantity was changed meanwhile. Told
    /// twice of a purchase, it listens once: somebody may have put the same in again.
    /// </summary>
    public Task<Cart> SettleAsync(long customer, Bought bought) => WriteAsync(
        $"""
        with fresh as (
            insert into bought (purchase) values (@Saga) on conflict do nothing returning 1),
        counted as (
            insert into carts select c.id, 1 from customers c, fresh where c.id = @customer
            on conflict (customer_id) do update set bought = carts.bought + 1)
        delete from cart_items c using unnest(@products, @quantities) b(product, quantity)
        where c.customer_id = @customer and c.product_id = b.product and c.quantity = b.quantity
            and exists (select from fresh);
        {Contents}
        """,
        new
        {
            customer,
            bought.Saga,
            products = bought.Items.Select(item => item.ProductId).ToArray(),
            quantities = bought.Items.Select(item => item.Quantity).ToArray(),
        });

    private Task<Cart> WriteAsync(string sql, object parameters) => database.WriteAsync(
        sql, parameters, async results => new Cart([.. await results.ReadAsync<CartItem>()]));
}
