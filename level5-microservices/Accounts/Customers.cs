using Microsoft.AspNetCore.Identity;

namespace Shop.Accounts;

/// <summary>Registers and recognises customers. Every method is one round trip.</summary>
internal sealed class Customers(Database database, Passwords passwords)
{
    /// <returns>Null when the address is taken.</returns>
    public async Task<Customer?> RegisterAsync(Registration registration)
    {
        var email = Normalize(registration.Email);
        var name = registration.Name.Trim();
        var hash = passwords.Hash(registration.Password);
        // The second time, the address would be taken.
        var id = await database.WriteAsync(
            """
            insert into customers (email, name, password_hash) values (@email, @name, @hash)
            on conflict (email) do nothing returning id
            """,
            new { email, name, hash },
            results => results.ReadSingleOrDefaultAsync<long?>(),
            isRepeatable: false);
        return id is null ? null : new(id.Value, email, name);
    }

    /// <returns>Null when there is no such customer, or the password is another one.</returns>
    public async Task<Customer?> SignInAsync(SignIn signIn)
    {
        var found = await database.AskAsync(connection => connection.QuerySingleOrDefaultAsync<Row>(
            "select id, email, name, password_hash as hash from customers where email = @email",
            new { email = Normalize(signIn.Email) }));
        return passwords.Matches(found?.Hash, signIn.Password) && found is not null
            ? new(found.Id, found.Email, found.Name)
            : null;
    }

    private static string Normalize(string email) => email.Trim().ToLowerInvariant();

    private sealed record Row(long Id, string Email, string Name, string Hash);
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
