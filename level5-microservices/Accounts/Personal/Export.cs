using Shop.Carts;

namespace Shop.Accounts;

/// <summary>Everything that the shop knows about a customer, for this customer.</summary>
internal sealed class Export(
    Database database, Vault vault, Consents consents, CartStore carts, Here here)
{
    /// <returns>Null when the customer was erased.</returns>
    public async Task<Dossier?> FindAsync(long customer)
    {
        var row = await database.AskAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            """
            select key_id as keyId, personal, created_at as createdAt, coalesce(pieces, 0) as bonus
            from customers left join bonus on customer_id = id where id = @customer
            """,
            new { customer }));
        if (row is null || vault.Open(row.KeyId, row.Personal) is not { } person)
            return null;
        return new(
            new(customer, person.Email, person.Name),
            here.Region,
            row.CreatedAt,
            row.Bonus,
            await consents.FindAsync(customer),
            await carts.FindAsync(customer),
            Orders: "/api/orders");
    }

    private sealed record Row(Guid KeyId, byte[] Personal, DateTime CreatedAt, long Bonus);
}

/// <param name="Home">The region where all of this is kept, and nowhere else.</param>
/// <param name="Bonus">Pieces bought so far.</param>
/// <param name="Orders">Where the orders are, which name the customer by number only.</param>
internal sealed record Dossier(
    Customer Customer,
    string Home,
    DateTime Since,
    long Bonus,
    IReadOnlyList<Consent> Consents,
    Cart Cart,
    string Orders);
