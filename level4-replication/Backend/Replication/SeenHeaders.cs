using System.Security.Cryptography;
using System.Text;

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

    public static void UseSeen(this WebApplication app)
    {
        var run = Run(app.Configuration);
        app.Use((context, next) =>
        {
            var (request, response) = (context.Request, context.Response);
            var seen = context.RequestServices.GetRequiredService<Seen>();
            seen.Recall(Own(request.Headers[Header].FirstOrDefault() ?? request.Cookies[Cookie], run));
            response.OnStarting(() =>
            {
                // An answer that others may get, too, says nothing of this customer.
                if (seen.News is { } mark && response.Headers.CacheControl is ["private, no-store"])
                {
                    response.Headers[Header] = mark + run;
                    response.Cookies.Append(Cookie, mark + run, Plain);
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    // Browsers keep cookies, and another run of the shop has other logs: its marks say nothing here.
    private static string Run(IConfiguration settings)
    {
        var key = Encoding.UTF8.GetBytes(settings["CONTROL_KEY"] ?? "");
        return $".{Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4))}";
    }

    private static string? Own(string? mark, string run) =>
        mark?.EndsWith(run, StringComparison.Ordinal) == true ? mark[..^run.Length] : null;
}
