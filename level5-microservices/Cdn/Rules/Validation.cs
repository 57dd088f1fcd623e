namespace Shop.Rules;

/// <summary>Asking whether an answer is still right (RFC 9111, section 4.3).</summary>
internal static class Validation
{
    public static bool HasValidator(IHeaderDictionary headers) =>
        headers.ETag.Count > 0 || headers.LastModified.Count > 0;

    /// <summary>Section 4.3.1: makes a request conditional upon the kept validators.</summary>
    public static void Ask(IHeaderDictionary request, IHeaderDictionary kept)
    {
        request.IfNoneMatch = kept.ETag;
        request.IfModifiedSince = kept.LastModified;
    }

    /// <summary>
    /// Section 4.3.2: whether the customer has the kept answer already. <c>If-None-Match</c>
    /// outranks <c>If-Modified-Since</c>.
    /// </summary>
    public static bool IsNotModified(IHeaderDictionary request, IHeaderDictionary kept)
    {
        var tags = request.IfNoneMatch;
        if (tags.Count > 0)
            return tags == "*" || (kept.ETag.Count > 0 && IsAmong(tags, kept.ETag));
        return request.IfModifiedSince.Count > 0
            && Freshness.Date(request.IfModifiedSince) is { } since
            && Freshness.Date(kept.LastModified) <= since;
    }

    /// <summary>Section 4.3.4: a 304 that names another tag is not about the kept answer.</summary>
    public static bool Confirms(IHeaderDictionary notModified, IHeaderDictionary kept) =>
        notModified.ETag.Count == 0 || IsAmong(notModified.ETag, kept.ETag);

    /// <summary>Section 3.2: a 304 brings the kept answer's headers up to date.</summary>
    public static HeaderDictionary Update(IHeaderDictionary kept, IHeaderDictionary notModified)
    {
        var updated = new HeaderDictionary();
        foreach (var (name, value) in kept)
            updated[name] = value;
        foreach (var (name, value) in notModified)
        {
            // These describe the body, and a 304 has none.
            if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                || name.Equals(HeaderNames.ContentLocation, StringComparison.OrdinalIgnoreCase))
                updated[name] = value;
        }

        return updated;
    }

    // By weak comparison (RFC 9110, section 8.8.3.2).
    private static bool IsAmong(StringValues tags, StringValues one) =>
        EntityTagHeaderValue.TryParse(one.ToString(), out var own)
        && EntityTagHeaderValue.TryParseList(tags!, out var list)
        && list.Any(tag => tag.Compare(own, useStrongComparison: false));
}
