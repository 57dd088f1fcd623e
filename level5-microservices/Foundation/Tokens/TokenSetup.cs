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
        services.AddSingleton<Tokens>();
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
    Tokens tokens,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
            ? AuthenticateResult.NoResult()
            : tokens.Read(token) is { } customer
                ? AuthenticateResult.Success(new(customer, Scheme.Name))
                : AuthenticateResult.Fail("This token isn't one of this shop's, or has expired."));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return base.HandleChallengeAsync(properties);
    }
}
