namespace Shop.Rules;

/// <summary>
/// The directives of a request's or a response's <c>Cache-Control</c> (RFC 9111, section 5.2).
/// A list of fields, as in <c>private="set-cookie"</c>, is read as if it said all fields.
/// </summary>
internal sealed record Directives
{
    public static readonly Directives None = new();

    public bool NoStore { get; private set; }

    public bool NoCache { get; private set; }

    public bool Private { get; private set; }

    public bool Public { get; private set; }

    public bool MustRevalidate { get; private set; }

    public bool ProxyRevalidate { get; private set; }

    public bool OnlyIfCached { get; private set; }

    public TimeSpan? MaxAge { get; private set; }

    public TimeSpan? SharedMaxAge { get; private set; }

    public TimeSpan? MinFresh { get; private set; }

    /// <summary>The longest there is, if the customer takes an answer of any age.</summary>
    public TimeSpan? MaxStale { get; private set; }

    /// <summary>RFC 5861, section 3.</summary>
    public TimeSpan? StaleWhileRevalidate { get; private set; }

    /// <summary>RFC 5861, section 4.</summary>
    public TimeSpan? StaleIfError { get; private set; }

    /// <summary>Reads what can be read; what is unknown or no directive is skipped.</summary>
    public static Directives Parse(StringValues header)
    {
        if (header.Count == 0 || !NameValueHeaderValue.TryParseList(header!, out var pairs))
            return None;
        var directives = new Directives();
        foreach (var pair in pairs)
            directives.Take(pair.Name.ToString().ToLowerInvariant(), pair.Value.ToString());
        return directives;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "no-store": NoStore = true; break;
            case "no-cache": NoCache = true; break;
            case "private": Private = true; break;
            case "public": Public = true; break;
            case "must-revalidate": MustRevalidate = true; break;
            case "proxy-revalidate": ProxyRevalidate = true; break;
            case "only-if-cached": OnlyIfCached = true; break;
            case "max-age": MaxAge = Shorter(MaxAge, value); break;
            case "s-maxage": SharedMaxAge = Shorter(SharedMaxAge, value); break;
            case "min-fresh": MinFresh = Seconds.Parse(value) ?? Seconds.Most; break;
            case "max-stale":
                MaxStale = value == "" ? Seconds.Most : Shorter(MaxStale, value);
                break;
            case "stale-while-revalidate":
                StaleWhileRevalidate = Shorter(StaleWhileRevalidate, value);
                break;
            case "stale-if-error": StaleIfError = Shorter(StaleIfError, value); break;
        }
    }

    // What is no number, or is there twice, must not make an answer live longer (section 4.2.1).
    private static TimeSpan Shorter(TimeSpan? known, string value)
    {
        var read = Seconds.Parse(value) ?? TimeSpan.Zero;
        return read < known || known is null ? read : known.Value;
    }
}
