namespace Shop.Accounts;

/// <summary>What customers have agreed to. Nothing is ever changed: a new word is added.</summary>
internal sealed class Consents(Database database)
{
    public static readonly string[] Purposes = ["newsletter", "recommendations"];

    /// <returns>Everything so far; nothing if the customer was erased.</returns>
    public Task<IReadOnlyList<Consent>> RecordAsync(long customer, string purpose, bool given) =>
        database.WriteAsync(
            $"""
            insert into consents (customer_id, purpose, given)
            select id, @purpose, @given from customers where id = @customer and erased_at is null;
            {All}
            """,
            new { customer, purpose, given },
            async results => Read(await results.ReadAsync<Consent>()));

    public Task<IReadOnlyList<Consent>> FindAsync(long customer) => database.AskAsync(
        async connection => Read(await connection.QueryAsync<Consent>(All, new { customer })));

    private const string All =
        "select purpose, given, at from consents where customer_id = @customer order by at";

    private static IReadOnlyList<Consent> Read(IEnumerable<Consent> rows) => rows.AsList();
}

internal sealed record Consent(string Purpose, bool Given, DateTime At);

public sealed record Decision(bool Given);
