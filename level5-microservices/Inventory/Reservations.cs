namespace Shop.Inventory;

/// <summary>
/// Holds goods for purchases that are under way. Every method is one round trip to the leader, and
/// doing it twice is doing it once.
/// </summary>
internal sealed class Reservations(Database database)
{
    // A purchase takes a second. One that nobody finishes gives its goods back after a minute.
    private const int Seconds = 60;

    // Without a second disk: if it is lost with its server, the confirmation finds nothing to
    // confirm, and the purchase is taken back. What is confirmed is on two.
    public Task<Reserved> ReserveAsync(Guid saga, IReadOnlyList<Wanted> items) =>
        database.WriteAsync(
            """
            select outcome, product_id as productId, available
            from reserve(@saga, @ids::integer[], @quantities::integer[], @Seconds)
            """,
            new
            {
                saga,
                ids = items.Select(item => item.ProductId).ToArray(),
                quantities = items.Select(item => item.Quantity).ToArray(),
                Seconds,
            },
            results => results.ReadSingleAsync<Reserved>(),
            waitsForCopy: false);

    public Task<Reserved> ConfirmAsync(Guid saga) => DecideAsync("confirm", saga);

    public Task<Reserved> ReleaseAsync(Guid saga) => DecideAsync("release", saga);

    private Task<Reserved> DecideAsync(string how, Guid saga) => database.WriteAsync(
        $"select outcome, null::integer as productId, null::integer as available from {how}(@saga)",
        new { saga },
        results => results.ReadSingleAsync<Reserved>());
}

internal sealed record Wanted(int ProductId, int Quantity);

/// <param name="Outcome">As the functions in the database name it.</param>
internal sealed record Reserved(string Outcome, int? ProductId, int? Available);
