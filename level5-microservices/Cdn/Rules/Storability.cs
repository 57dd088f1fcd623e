namespace Shop.Rules;

/// <summary>Which answers may be kept (RFC 9111, section 3).</summary>
internal static class Storability
{
    /// <param name="isPersonal">The request had <c>Authorization</c>.</param>
    /// <param name="status">The answer's.</param>
    /// <param name="headers">The answer's.</param>
    /// <param name="directives">The answer's, parsed.</param>
    public static bool MayStore(
        bool isPersonal, int status, IHeaderDictionary headers, Directives directives) =>
        IsUnderstood(status)
        && !directives.NoStore
        && !directives.Private
        && (!isPersonal || IsForAll(directives))
        // Allowed by the RFC, but whoever sets a cookie means one customer.
        && headers.SetCookie.Count == 0
        && !Selection.IsUnpredictable(headers.Vary)
        && IsOfUse(headers, directives);

    /// <summary>
    /// Those that the RFC allows to keep by a guess of their lifetime. There are no guesses here:
    /// without an explicit lifetime they are kept only to be validated.
    /// </summary>
    public static bool IsUnderstood(int status) =>
        status is 200 or 203 or 204 or 300 or 301 or 308 or 404 or 405 or 410 or 414 or 501;

    // Section 3.5.
    private static bool IsForAll(Directives directives) =>
        directives.Public || directives.MustRevalidate || directives.SharedMaxAge is not null;

    private static bool IsOfUse(IHeaderDictionary headers, Directives directives) =>
        Validation.HasValidator(headers)
        || (!directives.NoCache && Freshness.Lifetime(headers, directives) > TimeSpan.Zero);
}
