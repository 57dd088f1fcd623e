namespace Shop.Carts;

/// <summary>One cart per customer, until it is bought. Every method is one round trip.</summary>
internal sealed class CartStore(Database database)
{
    private const string Contents =
        """
        select product_id as productId, quantity
        from cart_items where customer_id = @customer order by product_id
        """;

    private const string Turn =
        """
        insert into cart_writes (customer_id, number)
        values (@customer, extract(epoch from clock_timestamp()) * 1000000)
        on conflict (customer_id) do update
            set number = greatest(cart_writes.number, excluded.number);
        """;

    public async Task<Cart> FindAsync(long customer) =>
        new([.. await database.AskAsync(c => c.QueryAsync<CartItem>(Contents, new { customer }))]);

    /// <returns>Null when there is no such product.</returns>
    public async Task<Cart?> PutAsync(long customer, int product, int quantity)
    {
        try
        {
            return await WriteAsync(
                $"""
                {Turn}
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

    public Task<Cart> RemoveAsync(long customer, int product) => WriteAsync(
        $"""
        {Turn}
        delete from cart_items where customer_id = @customer and product_id = @product;
        {Contents}
        """,
        new { customer, product });

    /// <summary>Several changes that were acknowledged earlier, all or none.</summary>
    /// <returns>None if the cart was changed since; and what it holds.</returns>
    public Task<(bool Applied, Cart Cart)> ApplyAsync(
        long customer, IReadOnlyList<PendingChange> changes)
    {
        var last = changes.GroupBy(change => change.Product, (_, all) => all.Last()).ToList();
        var parameters = new
        {
            customer,
            number = changes[^1].Number,
            products = last.Select(change => change.Product).ToArray(),
            quantities = last.Select(change => change.Quantity).ToArray(),
        };
        return database.WriteAsync(
            $"""
            with turn as (
                insert into cart_writes (customer_id, number) values (@customer, @number)
                on conflict (customer_id) do update set number = excluded.number
                    where cart_writes.number <= excluded.number
                returning 1
            ), wanted as (
                select w.id, w.quantity
                from unnest(@products::integer[], @quantities::integer[]) w(id, quantity)
                join products p on p.id = w.id
                where exists (select from turn)
            ), removed as (
                delete from cart_items i using wanted w
                where i.customer_id = @customer and i.product_id = w.id and w.quantity = 0
            )
            insert into cart_items (customer_id, product_id, quantity)
            select @customer, id, quantity from wanted where quantity > 0
            on conflict (customer_id, product_id) do update set quantity = excluded.quantity;
            select number <= @number from cart_writes where customer_id = @customer;
            {Contents}
            """,
            parameters,
            async results => (
                await results.ReadSingleAsync<bool>(),
                new Cart([.. await results.ReadAsync<CartItem>()])));
    }

    private Task<Cart> WriteAsync(string sql, object parameters) => database.WriteAsync(
        sql, parameters, async results => new Cart([.. await results.ReadAsync<CartItem>()]));
}
