namespace Shop;

/// <summary>Which requests the cache has no part in, and why.</summary>
internal static class Bypass
{
    /// <returns>As <c>Cache-Status</c> says it (RFC 9211), or null.</returns>
    public static string? Reason(HttpRequest request, Mechanisms mechanisms)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return "fwd=method";
        return !mechanisms.Caching || IsBeyondUs(request) ? "fwd=bypass" : null;
    }

    // Parts of an answer, conditions that only the origin can judge, a body, another protocol.
    private static bool IsBeyondUs(HttpRequest request)
    {
        var headers = request.Headers;
        return headers.Range.Count > 0
            || headers.IfMatch.Count > 0
            || headers.IfUnmodifiedSince.Count > 0
            || headers.Upgrade.Count > 0
            || headers.TransferEncoding.Count > 0
            || request.ContentLength > 0;
    }
}
