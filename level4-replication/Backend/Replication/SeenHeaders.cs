namespace Shop.Replication;

/// <summary>
/// Carries <see cref="Seen"/> from answer to request: as a cookie for browsers, and as a header for
/// clients that keep no cookies.
/// </summary>
internal static class SeenHeaders
{
    private const string Header = "X-Shop-Seen";
    private const string Cookie = "shop-seen";

    private static readonly CookieOptions Plain = new()
    {
        Path = "/api",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
    };

    public static void UseSeen(this WebApplication app) => app.Use((context, next) =>
    {
        var (request, response) = (context.Request, context.Response);
        var seen = context.RequestServices.GetRequiredService<Seen>();
        seen.Recall(request.Headers[Header].FirstOrDefault() ?? request.Cookies[Cookie]);
        response.OnStarting(() =>
        {
            // An answer that others may get, too, says nothing of this customer.
            if (seen.News is { } mark && response.Headers.CacheControl is ["private, no-store"])
            {
                response.Headers[Header] = mark.ToString();
                response.Cookies.Append(Cookie, mark.ToString(), Plain);
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
