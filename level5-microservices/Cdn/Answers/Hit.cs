namespace Shop.Answers;

/// <summary>
/// The headers of an answer from the store, which are the same for all hits within a second: one
/// array is made for them, once.
/// </summary>
/// <param name="Second">Of the answer's age.</param>
/// <param name="Headers">All of them but <c>Content-Length</c>.</param>
/// <param name="IsStale">Its lifetime has passed.</param>
internal sealed record Hit(long Second, KeyValuePair<string, StringValues>[] Headers, bool IsStale);
