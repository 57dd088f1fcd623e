using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Aspire.Hosting;

/// <summary>
/// Lets in only the control room's own page. The server listens on loopback alone, but a browser
/// on this machine runs other people's pages, too, and they can send requests here.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>A foreign name that resolves to this machine (DNS rebinding) shows in Host.</item>
/// <item>A foreign page's request (CSRF) shows in Origin and Sec-Fetch-Site, and a form or an image
/// cannot add the header that orders need.</item>
/// <item>A foreign page that frames this one (clickjacking) is told not to.</item>
/// </list>
/// </remarks>
internal sealed class Guard(int port)
{
    /// <summary>What every order carries; a foreign page may not add it.</summary>
    public const string OrderHeader = "X-Control-Room";

    private readonly string[] hosts = [$"localhost:{port}", $"127.0.0.1:{port}", $"[::1]:{port}"];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Harden(context.Response.Headers);
        if (Refusal(context.Request) is { } reason)
        {
            return TypedResults
                .Problem(reason, statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(context);
        }

        return next(context);
    }

    private string? Refusal(HttpRequest request)
    {
        var headers = request.Headers;
        if (!hosts.Contains(headers.Host.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            return "This address is not the control room's.";
        }

        if (IsApi(request) && IsForeign(headers))
        {
            return "Another page asked. Only the control room's own page may.";
        }

        return HttpMethods.IsPost(request.Method) && !headers.ContainsKey(OrderHeader)
            ? $"An order needs the header {OrderHeader}."
            : null;
    }

    private static bool IsApi(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || !HttpMethods.IsGet(request.Method);

    // The browser sets both; a page cannot forge them. Absent ones come from tools like curl.
    private bool IsForeign(IHeaderDictionary headers)
    {
        var site = headers["Sec-Fetch-Site"].ToString();
        var origin = headers[HeaderNames.Origin].ToString();
        return site is not ("" or "same-origin" or "none")
            || (origin != "" && !hosts.Any(host => origin == $"http://{host}"));
    }

    private static void Harden(IHeaderDictionary headers)
    {
        // Pictures of what a history breaks are made in the page.
        headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
