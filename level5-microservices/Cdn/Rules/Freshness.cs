namespace Shop.Rules;

/// <summary>How long an answer is fresh and how old it is (RFC 9111, section 4.2).</summary>
internal static class Freshness
{
    /// <summary>
    /// Section 4.2.1: <c>s-maxage</c>, else <c>max-age</c>, else <c>Expires</c> less <c>Date</c>.
    /// Zero without any of them: this cache doesn't guess.
    /// </summary>
    public static TimeSpan Lifetime(IHeaderDictionary headers, Directives directives) =>
        directives.SharedMaxAge ?? directives.MaxAge ?? UntilExpiry(headers);

    /// <summary>Section 4.2.3: how old an answer is at its arrival.</summary>
    /// <param name="headers">Its <c>Age</c>, as other caches say, and its <c>Date</c>.</param>
    /// <param name="asked">When the request for it was sent.</param>
    /// <param name="arrived">When its headers came.</param>
    public static TimeSpan InitialAge(
        IHeaderDictionary headers, DateTimeOffset asked, DateTimeOffset arrived)
    {
        var apparent = Date(headers.Date) is { } date ? arrived - date : TimeSpan.Zero;
        // "Age: 10, 20" and the like: the first one counts (section 5.1).
        var told = Seconds.Parse(headers.Age.ToString().Split(',')[0].Trim()) ?? TimeSpan.Zero;
        var corrected = told + (arrived - asked);
        return apparent > corrected ? apparent : corrected;
    }

    public static DateTimeOffset? Date(StringValues header) =>
        HeaderUtilities.TryParseDate(header.ToString(), out var date) ? date : null;

    // A date that can't be read, such as "0", is in the past (section 5.3).
    private static TimeSpan UntilExpiry(IHeaderDictionary headers) =>
        Date(headers.Expires) is { } expires && Date(headers.Date) is { } date && expires > date
            ? expires - date
            : TimeSpan.Zero;
}
