namespace Shop.Pages;

/// <summary>The storefront: files as they are, no build step.</summary>
internal static class Pages
{
    private const string Policy =
        "default-src 'self'; connect-src 'self' http://localhost:* http://127.0.0.1:*; "
        + "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void UsePages(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                var headers = file.Context.Response.Headers;
                // The names stay the same over releases: ask every time whether it has changed.
                headers.CacheControl = "no-cache";
                headers.ContentSecurityPolicy = Policy;
                headers.XContentTypeOptions = "nosniff";
            },
        });
    }
}
