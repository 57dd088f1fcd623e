using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Shop.Accounts;

/// <summary>
/// Sealed bearer tokens. A token carries who the customer is, so no request needs the database to
/// find out; in return, it can't be called back before it expires.
/// </summary>
internal sealed class Tokens(IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Scheme = BearerTokenDefaults.AuthenticationScheme;

    public Session Issue(Customer customer)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, customer.Id.ToString(CultureInfo.InvariantCulture)),
                new(ClaimTypes.Name, customer.Name),
            ],
            Scheme);
        var properties = new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + Lifetime };
        var ticket = new AuthenticationTicket(new(identity), properties, Scheme);
        var token = options.Get(Scheme).BearerTokenProtector.Protect(ticket);
        return new(token, (int)Lifetime.TotalSeconds, customer);
    }
}

internal static class TokenSetup
{
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Tokens>();
        services.AddAuthentication(BearerTokenDefaults.AuthenticationScheme).AddBearerToken();
        services.AddAuthorization();
        // A real shop would encrypt the stored keys with one from a vault; here that would warn.
        builder.Logging.AddFilter(typeof(XmlKeyManager).FullName, LogLevel.Error);
        // Instances may be of different assemblies; the name says that they share their tokens.
        services.AddDataProtection().SetApplicationName("shop");
        services.AddOptions<KeyManagementOptions>()
            .Configure<Nodes, Writing>(
                (keys, nodes, writing) => keys.XmlRepository = new KeyStore(nodes, writing));
    }

    /// <summary>Only for endpoints that require authorization.</summary>
    public static long CustomerId(this ClaimsPrincipal user) =>
        long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
}
