namespace Shop.Carts;

/// <summary>One cart per customer, until it is bought. Every method is one round trip.</summary>
internal sealed class CartStore(Database database)
{
    private const string Contents =
        """
        select product_id as productId, quantity
        from cart_items where customer_id = @customer order by product_id
        """;

    public Task<Cart> FindAsync(long customer) => AskAsync(Contents, new { customer });

    /// <returns>Null when there is no such product.</returns>
    public async Task<Cart?> PutAsync(long customer, int product, int quantity)
    {
        try
        {
            return await AskAsync(
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
            return null; // Asking first would be a round trip more.
        }
    }

    public Task<Cart> RemoveAsync(long customer, int product) => AskAsync(
        $"""
        delete from cart_items where customer_id = @customer and product_id = @product;
        {Contents}
        """,
        new { customer, product });

    private async Task<Cart> AskAsync(string sql, object parameters) =>
        new([.. await database.AskAsync(c => c.QueryAsync<CartItem>(sql, parameters))]);
}
