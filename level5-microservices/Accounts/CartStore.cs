namespace Shop.Carts;

/// <summary>One cart per customer, until it is bought. Every method is one round trip.</summary>
internal sealed class CartStore(Database database)
{
    private const string Contents =
        """
        select product_id as productId, quantity
        from cart_items where customer_id = @customer order by product_id
        """;

    public async Task<Cart> FindAsync(long customer) =>
        new([.. await database.AskAsync(c => c.QueryAsync<CartItem>(Contents, new { customer }))]);

    /// <returns>Null when there is no such product.</returns>
    public async Task<Cart?> PutAsync(long customer, int product, int quantity)
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

    public Task<Cart> RemoveAsync(long customer, int product) => WriteAsync(
        $"""
        delete from cart_items where customer_id = @customer and product_id = @product;
        {Contents}
        """,
        new { customer, product });

    /// <summary>What was bought is no longer in the cart.</summary>
    public Task<Cart> RemoveAsync(long customer, int[] products) => WriteAsync(
        $"""
        delete from cart_items where customer_id = @customer and product_id = any(@products);
        {Contents}
        """,
        new { customer, products });

    private Task<Cart> WriteAsync(string sql, object parameters) => database.WriteAsync(
        sql, parameters, async results => new Cart([.. await results.ReadAsync<CartItem>()]));
}
