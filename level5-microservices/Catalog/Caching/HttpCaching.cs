using Shop.Catalog;

namespace Shop.Caching;

/// <summary>What caches between here and the customer may do with an answer (RFC 9111).</summary>
internal static class HttpCaching
{
    /// <summary>An edge may serve it for 5 s, and for 30 s more while it asks for a new one.</summary>
    public static RouteHandlerBuilder IsShared(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            var headers = context.HttpContext.Response.Headers;
            headers.CacheControl = "public, s-maxage=5, stale-while-revalidate=30";
            headers["Cache-Tag"] = "products";
            return result;
        });

    /// <summary>An edge may keep it, and asks each time whether it still holds.</summary>
    public static RouteHandlerBuilder IsValidated(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            return result is INestedHttpResult { Result: Ok<Product> { Value: { } product } }
                ? Validate(context.HttpContext, product, result)
                : result;
        });

    private static object? Validate(HttpContext context, Product product, object? result)
    {
        // Two releases answer differently for the same version.
        var release = context.RequestServices.GetRequiredService<Deployment>().Release;
        var tag = $"\"{product.Version}-{release}\"";
        var headers = context.Response.Headers;
        headers.CacheControl = "public, no-cache";
        headers.ETag = tag;
        headers["Cache-Tag"] = $"product-{product.Id}";
        return Matches(context.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : result;
    }

    // Compared weakly, as the standard says for reads.
    private static bool Matches(IEnumerable<string?> known, string tag) => known
        .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Any(one => one == "*" || one == tag || one == $"W/{tag}");
}
