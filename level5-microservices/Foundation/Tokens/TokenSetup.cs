using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Shop.Accounts;

internal static class TokenSetup
{
    public const string Scheme = "Bearer";

    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PublicKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<PublicKeys>());
        services.AddAuthentication(Scheme)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Scheme, null);
        services.AddAuthorization();
    }

    /// <summary>Only for endpoints that require authorization.</summary>
    public static long CustomerId(this ClaimsPrincipal user) =>
        long.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    /// <summary>The site where the customer's account is: us, eu, ap.</summary>
    public static string Home(this ClaimsPrincipal user) => user.FindFirstValue("home")!;
}

internal sealed class TokenHandler(
    PublicKeys keys,
    TimeProvider clock,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            return AuthenticateResult.NoResult();
        var token = header["Bearer ".Length..];
        return SignedToken.Parse(token) is { } claimed
            && claimed.End > clock.GetUtcNow().ToUnixTimeSeconds()
            && await keys.FindAsync(claimed.KeyId) is { } key
            && SignedToken.IsSigned(token, key)
                ? AuthenticateResult.Success(new(Customer(claimed), Scheme.Name))
                : AuthenticateResult.Fail("This token isn't one of this shop's, or has expired.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }

    private static ClaimsPrincipal Customer(SignedToken token) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, token.Customer.ToString(CultureInfo.InvariantCulture)),
            new("home", token.Home),
        ],
        TokenSetup.Scheme));
}
