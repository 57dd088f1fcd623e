namespace Shop.Origin;

/// <summary>A question and the headers of its answer.</summary>
/// <param name="Question">Whose request selects the answer.</param>
/// <param name="Response">Status and headers, without those of the connection.</param>
/// <param name="Asked">When it was sent.</param>
/// <param name="Arrived">When the headers came.</param>
/// <param name="Mark">The store's, from before it was sent.</param>
internal sealed record Exchange(
    Question Question,
    HttpResponse Response,
    DateTimeOffset Asked,
    DateTimeOffset Arrived,
    long Mark)
{
    // What is only about this answer and not about the next one from the store.
    private static readonly string[] Passing =
        [HeaderNames.Age, HeaderNames.ContentLength, "Server-Timing", "X-Served-By", Tags.Header];

    /// <summary>
    /// By its headers. A 304 is judged as the answer that it confirms, which is as it now is.
    /// </summary>
    public bool MayStore { get; } = Judge(Question, Response, Question.IsPersonal);

    /// <summary>Not kept for who is asking, and not for what it is: others' answers may be.</summary>
    public bool IsForOneOnly => !MayStore && Judge(Question, Response, isPersonal: false);

    public Entry ToEntry(IHeaderDictionary complete, byte[] body, int status)
    {
        var directives = Directives.Parse(complete.CacheControl);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in complete)
        {
            if (!Passing.Contains(name, StringComparer.OrdinalIgnoreCase))
                headers[name] = value;
        }

        var tags = Tags.Parse(Response.Headers[Tags.Header]);
        return new()
        {
            Status = status,
            Headers = headers,
            Body = body,
            Directives = directives,
            Selecting = Selection.Of(complete.Vary, Question.Headers),
            Tags = tags.Count > 0 ? tags : Question.Known?.Tags ?? [],
            Lifetime = Freshness.Lifetime(headers, directives),
            InitialAge = Freshness.InitialAge(Response.Headers, Asked, Arrived),
            Asked = Asked,
            Arrived = Arrived,
        };
    }

    public Fetched Describe() => new()
    {
        Status = Response.StatusCode,
        ServedBy = Response.Headers["X-Served-By"],
        Timing = Response.Headers["Server-Timing"],
    };

    private static bool Judge(Question question, HttpResponse response, bool isPersonal) =>
        Storability.MayStore(
            isPersonal,
            IsConfirmation(question, response) ? question.Known!.Status : response.StatusCode,
            Merged(question, response),
            Directives.Parse(Merged(question, response).CacheControl));

    private static bool IsConfirmation(Question question, HttpResponse response) =>
        response.StatusCode == StatusCodes.Status304NotModified && question.Known is not null;

    private static IHeaderDictionary Merged(Question question, HttpResponse response) =>
        IsConfirmation(question, response)
            ? Validation.Update(question.Known!.Headers, response.Headers)
            : response.Headers;
}
