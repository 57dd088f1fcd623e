using Shop.Answers;

namespace Shop.Store;

/// <summary>One kept answer to GET. It never changes: a validation makes another one.</summary>
internal sealed class Entry
{
    public required int Status { get; init; }

    /// <summary>As every customer gets them, without what only concerned the first one.</summary>
    public required HeaderDictionary Headers { get; init; }

    public required byte[] Body { get; init; }

    public required Directives Directives { get; init; }

    /// <summary>The request's headers that it is an answer to, by <c>Vary</c>.</summary>
    public required KeyValuePair<string, string>[] Selecting { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>How old it was at its arrival.</summary>
    public required TimeSpan InitialAge { get; init; }

    /// <summary>When the request for it, or for its last validation, was sent.</summary>
    public required DateTimeOffset Asked { get; init; }

    public required DateTimeOffset Arrived { get; init; }

    /// <summary>What was last sent of it; see <see cref="Hit"/>.</summary>
    public Hit? Last { get; set; }

    /// <summary>Bytes, about: two for a character of the headers, a bit for each object.</summary>
    public int Size => 512 + Body.Length + Headers.Sum(header =>
        64 + 2 * (header.Key.Length + header.Value.Sum(value => value?.Length ?? 0)));

    public TimeSpan AgeAt(DateTimeOffset now) => InitialAge + (now - Arrived);

    public TimeSpan TimeToLive(DateTimeOffset now) => Lifetime - AgeAt(now);

    public Use UseAt(DateTimeOffset now, Directives wish) =>
        Reuse.Decide(Directives, Lifetime, AgeAt(now), wish);

    public bool MayReplaceError(DateTimeOffset now, Directives wish) =>
        Reuse.MayReplaceError(Directives, Lifetime, AgeAt(now), wish);
}
