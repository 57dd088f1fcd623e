using System.Collections.Concurrent;

namespace Shop.Shopping;

internal sealed record Account(string Owner, string Email, string Name);

/// <summary>
/// Those who shop at this computer. There is no account anywhere else: e-mail address and password
/// make a token, orders carry the token's hash, and whoever can show the token owns them.
/// </summary>
internal sealed class Accounts
{
    private const int Iterations = 100_000;

    private readonly AppendFileOf<Account> file;
    private readonly ConcurrentDictionary<string, Account> byOwner;
    private readonly string shop;

    public Accounts(Hosting.Disk disk, ShopKeys shop)
    {
        this.shop = shop.Merchant;
        file = new(disk.Open("accounts.log"));
        byOwner = new(file.Values.ToDictionary(account => account.Owner));
    }

    /// <returns>The token, or null if the address has an account here.</returns>
    public string? Register(string email, string password, string name)
    {
        var token = TokenOf(email, password);
        var account = new Account(OwnerOf(token), email, name);
        if (byOwner.Values.Any(one => one.Email == email) || !byOwner.TryAdd(account.Owner, account))
        {
            return null;
        }

        file.Append(account);
        return token;
    }

    /// <returns>The token, or null if address and password don't belong together.</returns>
    public string? SignIn(string email, string password)
    {
        var token = TokenOf(email, password);
        return byOwner.ContainsKey(OwnerOf(token)) ? token : null;
    }

    /// <summary>Who sends a request; null for a stranger.</summary>
    public Account? Find(HttpRequest request) =>
        OwnerOf(request) is { } owner ? byOwner.GetValueOrDefault(owner) : null;

    /// <summary>What a request's token owns, known here or not.</summary>
    public static string? OwnerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString().Split(' ') is ["Bearer", var token]
            ? OwnerOf(token)
            : null;

    private static string OwnerOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private string TokenOf(string email, string password) => Convert.ToHexStringLower(
        Rfc2898DeriveBytes.Pbkdf2(
            password,
            Encoding.UTF8.GetBytes($"{shop}\n{email}"),
            Iterations,
            HashAlgorithmName.SHA256,
            outputLength: 32));
}

/// <summary>A file of values of one kind.</summary>
internal sealed class AppendFileOf<T>(Hosting.AppendFile file)
    where T : class
{
    public IReadOnlyList<T> Values { get; } = [.. file.Read<T>()];

    public void Append(T value) => file.Append(value);
}
