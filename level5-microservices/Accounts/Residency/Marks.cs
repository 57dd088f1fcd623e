using System.Security.Cryptography;
using System.Text;

namespace Shop.Accounts;

/// <summary>
/// Stands for an e-mail address where the address itself shall not be: a hash that only who has the
/// key (environment variable DIRECTORY_KEY) can compute. Without it, nobody can try addresses.
/// </summary>
internal sealed class Marks(IConfiguration configuration)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(configuration["DIRECTORY_KEY"]!);

    public byte[] Of(string email) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Normalize(email)));

    public static string Normalize(string email) => email.Trim().ToLowerInvariant();
}
