namespace Shop.Catalog;

/// <summary>
/// Inventory tells what is in stock. What is shown here is a little old; what is sold, isn't: that
/// is decided over there.
/// </summary>
internal static class StockNews
{
    public static void AddStockNews(this WebApplicationBuilder builder) =>
        builder.AddConsumer("inventory", group: "catalog", ("stock",
            """
            update products set
                stock = (@payload::jsonb ->> 'available')::integer,
                stock_version = (@payload::jsonb ->> 'version')::bigint
            where id = @key::integer
                and stock_version < (@payload::jsonb ->> 'version')::bigint
            """));
}
