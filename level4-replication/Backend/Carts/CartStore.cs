namespace Shop.Carts;

/// <summary>One cart per customer, until it is bought. Every method is one round trip.</summary>
internal sealed class CartStore(Database database)
{
    private const string Contents =
        """
        select product_id as productId, quantity
        from cart_items where customer_id = @customer order by product_id
        """;

    // Whoever writes to a cart holds its row of product 0 until the end.
    private const string Turn =
        """
        insert into cart_writes (customer_id, product_id, number) values (@customer, 0, 0)
        on conflict (customer_id, product_id) do update set number = cart_writes.number;
        insert into cart_writes (customer_id, product_id, number)
        values (@customer, @product, extract(epoch from clock_timestamp()) * 1000000)
        on conflict (customer_id, product_id) do update
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

    /// <summary>Changes that were acknowledged earlier. Each gives way to newer ones.</summary>
    /// <returns>How many products were changed or bought since; and what the cart holds.</returns>
    public Task<(long Refused, Cart Cart)> ApplyAsync(
        long customer, IReadOnlyList<PendingChange> changes)
    {
        var last = changes.GroupBy(change => change.Product, (_, all) => all.Last()).ToList();
        var parameters = new
        {
            customer,
            products = last.Select(change => change.Product).ToArray(),
            quantities = last.Select(change => change.Quantity).ToArray(),
            numbers = last.Select(change => change.Number).ToArray(),
        };
        return database.WriteAsync(
            $"""
            insert into cart_writes (customer_id, product_id, number) values (@customer, 0, 0)
            on conflict (customer_id, product_id) do update set number = cart_writes.number;
            with wanted as (
                select w.id, w.quantity, w.number
                from unnest(@products::integer[], @quantities::integer[], @numbers::bigint[])
                    w(id, quantity, number)
                join products p on p.id = w.id
                where not exists (
                    select from cart_writes c where c.customer_id = @customer
                        and c.product_id in (0, w.id) and c.number > w.number)
            ), numbered as (
                insert into cart_writes (customer_id, product_id, number)
                select @customer, id, number from wanted
                on conflict (customer_id, product_id) do update set number = excluded.number
            ), removed as (
                delete from cart_items i using wanted w
                where i.customer_id = @customer and i.product_id = w.id and w.quantity = 0
            )
            insert into cart_items (customer_id, product_id, quantity)
            select @customer, id, quantity from wanted where quantity > 0
            on conflict (customer_id, product_id) do update set quantity = excluded.quantity;
            select cardinality(@products::integer[]) - count(*)
            from unnest(@products::integer[], @numbers::bigint[]) w(id, number)
            join cart_writes c on c.product_id = w.id and c.number = w.number
            where c.customer_id = @customer;
            {Contents}
            """,
            parameters,
            async results => (
                await results.ReadSingleAsync<long>(),
                new Cart([.. await results.ReadAsync<CartItem>()])));
    }

    private Task<Cart> WriteAsync(string sql, object parameters) => database.WriteAsync(
        sql, parameters, async results => new Cart([.. await results.ReadAsync<CartItem>()]));
}
