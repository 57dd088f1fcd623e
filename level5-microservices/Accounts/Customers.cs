using Microsoft.AspNetCore.Identity;

namespace Shop.Accounts;

/// <summary>Registers and recognises the customers of this region.</summary>
internal sealed class Customers(
    Database database, Vault vault, Passwords passwords, Claims claims, Here here)
{
    /// <summary>Claims an address. It is a customer's when <see cref="KeepAsync"/> says so.</summary>
    /// <param name="mark">Stands for the e-mail address; see <see cref="Marks"/>.</param>
    /// <returns>Null when the address is taken here.</returns>
    public async Task<Customer?> ClaimAsync(Registration registration, byte[] mark)
    {
        var email = Marks.Normalize(registration.Email);
        var name = registration.Name.Trim();
        var keyId = vault.Create();
        var personal = vault.Seal(keyId, new(email, name, passwords.Hash(registration.Password)));
        await claims.YieldAsync(mark, isFirst: false);
        // The second time, the address would be taken.
        var id = await database.WriteAsync(
            """
            insert into customers (id, mark, key_id, personal)
            values (nextval('customer_numbers') * 10 + @Digit, @mark, @keyId, @personal)
            on conflict (mark) do nothing returning id
            """,
            new { here.Digit, mark, keyId, personal },
            results => results.ReadSingleOrDefaultAsync<long?>(),
            isRepeatable: false);
        if (id is null)
            vault.Destroy(keyId);
        return id is null ? null : new(id.Value, email, name);
    }

    /// <returns>Whether it is certain now: nobody had a better claim meanwhile.</returns>
    public Task<bool> KeepAsync(Customer customer) => database.WriteAsync(
        """
        update customers set is_certain = true where id = @Id returning true
        """,
        new { customer.Id },
        results => results.ReadSingleOrDefaultAsync<bool>());

    public async Task<bool> HasAsync(byte[] mark) => await FindAsync(mark) is not null;

    /// <returns>Null when there is no such customer, or the password is another one.</returns>
    public async Task<Customer?> SignInAsync(byte[] mark, string password)
    {
        var row = await FindAsync(mark);
        var person = row is null ? null : vault.Open(row.KeyId, row.Personal);
        return passwords.Matches(person?.PasswordHash, password) && person is not null
            ? new(row!.Id, person.Email, person.Name)
            : null;
    }

    private Task<Row?> FindAsync(byte[] mark) => database.AskAsync(connection =>
        connection.QuerySingleOrDefaultAsync<Row>(
            """
            select id, key_id as keyId, personal from customers
            where mark = @mark and is_certain and erased_at is null
            """,
            new { mark }));

    private sealed record Row(long Id, Guid KeyId, byte[] Personal);
}

/// <summary>Hashes and verifies passwords, slowly on purpose.</summary>
internal sealed class Passwords
{
    private static readonly object Anybody = new();

    private readonly PasswordHasher<object> hasher = new();
    private readonly string nobodys;

    public Passwords() => nobodys = Hash(Guid.NewGuid().ToString());

    public string Hash(string password) => hasher.HashPassword(Anybody, password);

    /// <param name="hash">Null takes as long as a wrong one: time doesn't tell who exists.</param>
    public bool Matches(string? hash, string password) =>
        hasher.VerifyHashedPassword(Anybody, hash ?? nobodys, password)
            != PasswordVerificationResult.Failed;
}
