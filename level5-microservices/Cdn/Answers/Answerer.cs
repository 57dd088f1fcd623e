using Shop.Origin;

namespace Shop.Answers;

/// <summary>Writes answers to customers and says in their headers where they come from.</summary>
internal sealed class Answerer(Deployment deployment, Counters counters)
{
    private const string CacheStatus = "Cache-Status";

    private readonly string self = deployment.ToString();

    /// <summary>Gives a kept answer.</summary>
    public Task FromStore(HttpContext context, Entry entry, DateTimeOffset now)
    {
        var hit = HitAt(entry, now);
        if (hit.IsStale)
            counters.StaleHit();
        else
            counters.Hit();
        var headers = context.Response.Headers;
        foreach (var (name, value) in hit.Headers)
            headers[name] = value;
        return Write(context, entry);
    }

    /// <summary>Gives what the origin has just sent, or confirmed.</summary>
    /// <param name="context">The customer's.</param>
    /// <param name="fetched">Complete.</param>
    /// <param name="forward">Why the origin was asked, as <c>Cache-Status</c> says.</param>
    public Task FromOrigin(HttpContext context, Fetched fetched, string forward)
    {
        var entry = fetched.Entry!;
        var headers = context.Response.Headers;
        foreach (var (name, value) in entry.Headers)
            headers[name] = value;
        if (entry.InitialAge >= TimeSpan.FromSeconds(1))
            headers.Age = Seconds.Format(entry.InitialAge);
        headers["X-Served-By"] = fetched.ServedBy;
        headers["Server-Timing"] = fetched.Timing;
        Sign(
            headers,
            fetched.IsConfirmed ? CacheState.Revalidated : CacheState.Miss,
            $"{forward}; fwd-status={fetched.Status}{(fetched.IsKept ? "; stored" : "")}");
        return Write(context, entry);
    }

    /// <summary>Adds the edge's word to the headers of an answer that it didn't keep.</summary>
    public void Sign(IHeaderDictionary headers, string state, string status)
    {
        headers.Append("Server-Timing", state);
        headers.Append(CacheStatus, $"{deployment.Instance}; {status}");
        headers.Remove(Tags.Header);
        // Who served it is the origin's to say, unless it never came so far.
        headers.TryAdd("X-Served-By", self);
    }

    /// <summary>Problem details: one sentence instead of an answer.</summary>
    public Task Fail(HttpContext context, int status, string title, string cacheStatus)
    {
        Sign(context.Response.Headers, CacheState.Miss, cacheStatus);
        return TypedResults.Problem(title: title, statusCode: status).ExecuteAsync(context);
    }

    private Hit HitAt(Entry entry, DateTimeOffset now)
    {
        var second = (long)Math.Floor(entry.AgeAt(now).TotalSeconds);
        if (entry.Last is { } last && last.Second == second)
            return last;
        var left = entry.TimeToLive(now);
        var isStale = left <= TimeSpan.Zero;
        return entry.Last = new(second, [
            .. entry.Headers,
            new("Age", Seconds.Format(entry.AgeAt(now))),
            new(CacheStatus, $"{deployment.Instance}; hit; ttl={Seconds.Format(left)}"),
            new("Server-Timing", isStale ? CacheState.Stale : CacheState.Hit),
            new("X-Served-By", self),
        ], isStale);
    }

    private static Task Write(HttpContext context, Entry entry)
    {
        var (request, response) = (context.Request, context.Response);
        if (entry.Status is >= 200 and < 300
            && Validation.IsNotModified(request.Headers, entry.Headers))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.Remove(HeaderNames.ContentType);
            response.Headers.Remove(HeaderNames.ContentEncoding);
            return Task.CompletedTask;
        }

        response.StatusCode = entry.Status;
        if (entry.Status == StatusCodes.Status204NoContent)
            return Task.CompletedTask;
        response.ContentLength = entry.Body.Length;
        if (HttpMethods.IsHead(request.Method) || entry.Body.Length == 0)
            return Task.CompletedTask;
        var written = response.Body.WriteAsync(entry.Body, context.RequestAborted);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
