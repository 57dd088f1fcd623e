namespace Shop.Rules;

/// <summary>What a change makes obsolete (RFC 9111, section 4.4).</summary>
internal static class Invalidation
{
    /// <summary>
    /// The addresses after a request that may have changed something and did not fail: its own,
    /// and those of the same origin in <c>Location</c> and <c>Content-Location</c>.
    /// </summary>
    public static IEnumerable<string> Of(HttpRequest request, int status, IHeaderDictionary answer)
    {
        if (IsSafe(request.Method) || status is < 200 or >= 400)
            yield break;
        yield return Address.Of(request);
        foreach (var header in new[] { answer.Location, answer.ContentLocation })
        {
            if (Address.Of(request, header.ToString()) is { } address)
                yield return address;
        }
    }

    public static bool IsSafe(string method) =>
        HttpMethods.IsGet(method)
        || HttpMethods.IsHead(method)
        || HttpMethods.IsOptions(method)
        || HttpMethods.IsTrace(method);
}
