namespace Shop.Rules;

/// <summary>
/// Which of an address's answers a request selects: the one to the same headers, of those that
/// <c>Vary</c> names (RFC 9111, section 4.1).
/// </summary>
internal static class Selection
{
    /// <summary><c>Vary: *</c>: the answer depends on what no header says.</summary>
    public static bool IsUnpredictable(StringValues vary) => Names(vary).Contains("*");

    /// <summary>The request's headers that had a part in the answer.</summary>
    public static KeyValuePair<string, string>[] Of(
        StringValues vary, IHeaderDictionary request) =>
        [.. Names(vary).Select(name => KeyValuePair.Create(name, Plain(request[name])))];

    public static bool Matches(
        KeyValuePair<string, string>[] selecting, IHeaderDictionary request)
    {
        foreach (var (name, value) in selecting)
        {
            if (Plain(request[name]) != value)
                return false;
        }

        return true;
    }

    private static IEnumerable<string> Names(StringValues vary) =>
        vary.ToString().Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // The same list on one line or several, with or without blanks, is the same list.
    private static string Plain(StringValues values) =>
        values.Count == 0 ? "" : values.ToString().Replace(" ", "");
}
