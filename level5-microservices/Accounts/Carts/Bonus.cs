namespace Shop.Carts;

/// <summary>
/// Counts the pieces that customers have bought, from what Orders tells. Adding is what must not be
/// done twice. Each region counts for its own customers.
/// </summary>
internal static class Bonus
{
    public static void AddBonus(this WebApplicationBuilder builder)
    {
        var service = $"accounts-{builder.Configuration["INSTANCE"]!.Split('-')[^1]}";
        builder.AddOutbox(service);
        builder.AddConsumer("orders", group: service, ("order-placed",
            """
            insert into bonus (customer_id, pieces)
            select c.id, (select sum((item ->> 'quantity')::int)
                from jsonb_array_elements(@payload::jsonb -> 'items') item)
            from customers c where c.id = (@payload::jsonb ->> 'customer')::bigint
            on conflict (customer_id) do update set pieces = bonus.pieces + excluded.pieces
            """));
    }
}
