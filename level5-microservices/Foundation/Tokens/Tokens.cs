using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shop.Accounts;

/// <summary>
/// Signed bearer tokens. A token carries who the customer is and where the account is at home, so
/// no service needs another one to find out.
/// </summary>
internal sealed class Tokens(IConfiguration configuration, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly string home = configuration["INSTANCE"]!.Split('-')[^1];
    private readonly byte[] key = Encoding.UTF8.GetBytes(configuration["CONTROL_KEY"] ?? "");

    public string Issue(long customer)
    {
        var end = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        var said = string.Create(CultureInfo.InvariantCulture, $"{customer}.{home}.{end}");
        return $"{said}.{Sign(said)}";
    }

    /// <returns>Null unless this shop issued it and it holds.</returns>
    public ClaimsPrincipal? Read(string token)
    {
        if (token.LastIndexOf('.') is not (> 0 and var dot)
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(Sign(token[..dot])), Encoding.UTF8.GetBytes(token[(dot + 1)..]))
            || token.Split('.') is not [var customer, var at, var end, _]
            || long.Parse(end, CultureInfo.InvariantCulture) < clock.GetUtcNow().ToUnixTimeSeconds())
            return null;
        return new(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, customer), new("home", at)], TokenSetup.Scheme));
    }

    private string Sign(string text) =>
        Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
