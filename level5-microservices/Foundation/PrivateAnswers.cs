namespace Shop;

internal static class PrivateAnswers
{
    /// <summary>Nobody keeps it: it is about one customer (RFC 9111).</summary>
    public static RouteGroupBuilder StaysPrivate(this RouteGroupBuilder endpoints) =>
        endpoints.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "private, no-store";
            return next(context);
        });
}
