namespace Shop.Replication;

/// <summary>
/// Carries <see cref="Seen"/> from answer to request: as a cookie for browsers, and as a header for
/// clients that keep no cookies. One for each database: their logs have nothing in common.
/// </summary>
internal static class SeenHeaders
{
    private static readonly CookieOptions Plain = new()
    {
        Path = "/api",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
    };

    /// <param name="database">Whose log the marks are places in.</param>
    public static void UseSeen(this WebApplication app, string database) => app.Use((context, next) =>
    {
        var (header, cookie) = ($"X-Shop-Seen-{database}", $"shop-seen-{database}");
        var (request, response) = (context.Request, context.Response);
        var seen = context.RequestServices.GetRequiredService<Seen>();
        seen.Recall(request.Headers[header].FirstOrDefault() ?? request.Cookies[cookie]);
        response.OnStarting(() =>
        {
            // An answer that others may get, too, says nothing of this customer.
            if (seen.News is { } mark && response.Headers.CacheControl is ["private, no-store"])
            {
                response.Headers[header] = mark.ToString();
                response.Cookies.Append(cookie, mark.ToString(), Plain);
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
