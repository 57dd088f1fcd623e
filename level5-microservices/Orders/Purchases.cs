using System.Text.Json;

namespace Shop.Orders;

/// <summary>
/// Purchases under way, in the database: whoever drives one may die, and another instance finds it
/// here. Every method is one round trip.
/// </summary>
internal sealed class Purchases(Database database)
{
    // So long nobody else takes it over. It has to be longer than a purchase takes.
    private const int Seconds = 4;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <returns>begun, key-reused, empty-cart, cart-bought, or how far an earlier one of this key is.</returns>
    public Task<(string Outcome, Saga? Saga)> BeginAsync(Beginning wish) =>
        database.WriteAsync<(string, Saga?)>(
            $"""
            select outcome from begin_purchase(
                @fresh, @Customer, @Home, @Key, @Asked, @Cart, @Seconds,
                @ids::integer[], @names::text[], @prices::integer[], @quantities::integer[]);
            {Select("o.customer_id = @Customer and o.idempotency_key = @Key")}
            """,
            new
            {
                fresh = Guid.CreateVersion7(),
                wish.Customer,
                wish.Home,
                wish.Key,
                wish.Asked,
                wish.Cart,
                Seconds,
                ids = wish.Lines.Select(line => line.ProductId).ToArray(),
                names = wish.Lines.Select(line => line.Name).ToArray(),
                prices = wish.Lines.Select(line => line.Price).ToArray(),
                quantities = wish.Lines.Select(line => line.Quantity).ToArray(),
            },
            async results => (await results.ReadSingleAsync<string>(), await ReadAsync(results)));

    /// <summary>
    /// Says how it ended, without a second disk: if that is lost with its server, whoever finds the
    /// purchase comes to the same end, because Inventory knows it on two.
    /// </summary>
    /// <param name="state">sold or refused.</param>
    /// <returns>Its state now: somebody else may have been faster.</returns>
    public Task<string> SettleAsync(Guid id, string state, Refusal? refusal = null) =>
        database.WriteAsync(
            "select settle_purchase(@id, @state, @why::jsonb)",
            new { id, state, why = refusal is null ? null : JsonSerializer.Serialize(refusal, Web) },
            results => results.ReadSingleAsync<string>(),
            waitsForCopy: false);

    /// <summary>Takes over what nobody drives any more, a few at a time.</summary>
    /// <param name="finished">Those of which nothing is left to do.</param>
    public Task<IReadOnlyList<Guid>> TakeOverAsync(Guid[] finished) =>
        database.WriteAsync<IReadOnlyList<Guid>>(
        """
        update orders set state = 'done' where id = any(@finished) and state = 'sold';
        update orders set driven_until = now() + make_interval(secs => @Seconds)
        where id in (
            select id from orders where state in ('open', 'sold') and driven_until < now()
            order by driven_until limit 20 for update skip locked)
        returning id
        """,
        new { Seconds, finished },
        async results => [.. await results.ReadAsync<Guid>()]);

    /// <summary>As the leader knows it: a copy may not have heard of it.</summary>
    public Task<Saga?> FindAsync(Guid id) =>
        database.WriteAsync(Select("o.id = @id"), new { id }, ReadAsync);

    private static string Select(string condition) =>
        $"""
        select o.id, o.customer_id as customer, o.home, o.state, o.refusal::text,
            o.request = 'cart' as isCart, extract(epoch from now() - o.created_at)::float8 as age
        from orders o where {condition};
        {OrderRow.Select} where {condition} order by l.product_id
        """;

    private static async Task<Saga?> ReadAsync(SqlMapper.GridReader results)
    {
        var row = await results.ReadSingleOrDefaultAsync<Row>();
        var order = OrderRow.Group(await results.ReadAsync<OrderRow>()).SingleOrDefault();
        return row is null ? null : new Saga(row.Id, row.Customer, row.Home, row.IsCart, row.Age, order!)
        {
            State = row.State,
            Refusal = row.Refusal is null
                ? null
                : JsonSerializer.Deserialize<Refusal>(row.Refusal, Web),
        };
    }

    private sealed record Row(
        Guid Id, long Customer, string Home, string State, string? Refusal, bool IsCart, double Age);
}

/// <param name="Home">The site of the customer's account.</param>
/// <param name="Key">Of the client's choice; the same key is the same purchase.</param>
/// <param name="Asked">The same wish is always the same text.</param>
/// <param name="Cart">Which of the customer's carts it is; null: none.</param>
internal sealed record Beginning(
    long Customer, string Home, string Key, string Asked, long? Cart, IReadOnlyList<OrderLine> Lines);

/// <param name="Outcome">out-of-stock, unknown-product or declined.</param>
internal sealed record Refusal(
    string Outcome, int? ProductId = null, string? Product = null, int? Available = null);

/// <param name="Age">Seconds.</param>
internal sealed record Saga(
    Guid Id, long Customer, string Home, bool IsCart, double Age, Order Order)
{
    public required string State { get; init; }

    public Refusal? Refusal { get; init; }
}
