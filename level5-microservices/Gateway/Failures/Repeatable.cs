namespace Shop.Failures;

/// <summary>
/// Which requests may be sent twice. The first attempt may have been carried out, with only its
/// answer lost, so a second one must do no more than the first.
/// </summary>
internal static class Repeatable
{
    /// <summary>Says so, and keeps the body for the second time.</summary>
    /// <param name="request">Whose body is still unread.</param>
    /// <param name="most">Bytes that are kept in memory at most.</param>
    public static bool Prepare(HttpRequest request, int most)
    {
        if (!IsIdempotent(request))
            return false;
        if (!HasBody(request))
            return true;
        if (!(request.ContentLength <= most))
            return false;
        request.EnableBuffering(most);
        return true;
    }

    public static void Rewind(HttpRequest request)
    {
        if (request.Body.CanSeek)
            request.Body.Position = 0;
    }

    // Putting an amount of a product into the cart, or taking it out, twice is the same as once. So
    // is signing in, and so is a purchase that the customer named: the backend looks the key up.
    private static bool IsIdempotent(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsPut(request.Method)
        || HttpMethods.IsDelete(request.Method)
        || (HttpMethods.IsPost(request.Method)
            && (request.Path.Equals("/api/sessions", StringComparison.OrdinalIgnoreCase)
                || (request.Path.Equals("/api/orders", StringComparison.OrdinalIgnoreCase)
                    && request.Headers.ContainsKey("Idempotency-Key"))));

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0 || request.Headers.ContainsKey("Transfer-Encoding");
}
