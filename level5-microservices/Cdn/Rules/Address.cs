namespace Shop.Rules;

/// <summary>
/// The key of a cache (RFC 9111, section 2): path and query. The host is no part of it, because
/// there is one origin; neither is the method, because only answers to GET are kept.
/// </summary>
internal static class Address
{
    // The same spelling for all that mean the same: "/%61" is "/a".
    public static string Of(HttpRequest request) =>
        request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    /// <summary>The key of what a request's answer refers to.</summary>
    /// <returns>Null if it is nothing, or on another host.</returns>
    public static string? Of(HttpRequest request, string reference)
    {
        if (reference == ""
            || !Uri.TryCreate(Whole(request), UriKind.Absolute, out var own)
            || !Uri.TryCreate(own, reference, out var uri)
            || uri.Authority != own.Authority
            || HasNull(uri.AbsolutePath))
            return null;
        return PathString.FromUriComponent(uri).ToUriComponent() + uri.Query;
    }

    /// <summary>The same for an address as somebody writes it.</summary>
    public static string Normalize(string written)
    {
        var query = written.IndexOf('?');
        var (path, rest) = query < 0 ? (written, "") : (written[..query], written[query..]);
        return path.StartsWith('/') && !HasNull(path)
            ? PathString.FromUriComponent(path).ToUriComponent() + rest
            : written;
    }

    // No server takes such a path, and the framework doesn't decode it.
    private static bool HasNull(string path) => path.Contains("%00") || path.Contains('\0');

    private static string Whole(HttpRequest request) =>
        $"{request.Scheme}://{request.Host.Value}{request.Path.ToUriComponent()}";
}
