namespace Shop.Rules;

internal enum Use
{
    /// <summary>Give it as it is.</summary>
    AsItIs,

    /// <summary>Give it as it is, and ask the origin for a new one meanwhile.</summary>
    WhileRevalidating,

    /// <summary>Ask the origin first whether it is still right.</summary>
    AfterValidation,
}

/// <summary>
/// When a kept answer may be given (RFC 9111, sections 4 and 4.2.4), and when although it is stale
/// (RFC 5861).
/// </summary>
internal static class Reuse
{
    /// <param name="kept">The answer's directives.</param>
    /// <param name="lifetime">For how long it is fresh in all.</param>
    /// <param name="age">How old it is now.</param>
    /// <param name="wish">The request's directives.</param>
    public static Use Decide(Directives kept, TimeSpan lifetime, TimeSpan age, Directives wish)
    {
        if (kept.NoCache || wish.NoCache || wish.MaxAge < age)
            return Use.AfterValidation;
        var left = lifetime - age;
        if (left > TimeSpan.Zero)
            return wish.MinFresh > left ? Use.AfterValidation : Use.AsItIs;
        // Whoever asks for fresh ones by number didn't agree to a stale one.
        if (wish.MaxAge is null && wish.MinFresh is null && IsWithin(kept.StaleWhileRevalidate))
            return Use.WhileRevalidating;
        return !ForbidsStale(kept) && kept.SharedMaxAge is null && -left < wish.MaxStale
            ? Use.AsItIs
            : Use.AfterValidation;

        bool IsWithin(TimeSpan? more) => !ForbidsStale(kept) && -left < more;
    }

    /// <summary>Whether a stale answer is better than the origin's failure.</summary>
    public static bool MayReplaceError(
        Directives kept, TimeSpan lifetime, TimeSpan age, Directives wish) =>
        !kept.NoCache
        && !wish.NoCache
        && !ForbidsStale(kept)
        && age - lifetime < (wish.StaleIfError ?? kept.StaleIfError);

    // s-maxage alone forbids it too (section 5.2.2.10). But an origin that says "s-maxage=5,
    // stale-while-revalidate=30" means both, and so all caches that know the second read it.
    private static bool ForbidsStale(Directives kept) =>
        kept.MustRevalidate || kept.ProxyRevalidate;
}
