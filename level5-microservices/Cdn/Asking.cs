using Shop.Answers;
using Shop.Origin;

namespace Shop;

/// <summary>Gets an answer from the origin: one for all who ask for it at the same time.</summary>
internal sealed class Asking(
    Flights flights,
    Fetcher fetcher,
    PassThrough passThrough,
    Answerer answerer,
    Counters counters,
    Mechanisms mechanisms,
    Limits limits,
    TimeProvider time)
{
    public bool IsUnderWay(string address) => flights.Contain(address);

    /// <summary>Renews a stale answer that the customer gets meanwhile.</summary>
    public void Renew(Question question)
    {
        var (answer, isOwn) = flights.Join(question);
        if (isOwn)
            _ = DropAsync(answer);
    }

    /// <param name="context">The customer's.</param>
    /// <param name="question">The customer's.</param>
    /// <param name="forward">Why the store has no answer, as <c>Cache-Status</c> says.</param>
    public async Task AskAsync(HttpContext context, Question question, string forward)
    {
        if (!mechanisms.Coalescing)
        {
            await GiveAsync(context, question, await fetcher.FetchAsync(question), forward);
            return;
        }

        // Twice, because the first fetch that one finds under way began before one asked, and what
        // must be validated for each request can't be taken from it; but from the next one, for
        // which all wait who came in the meantime.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var (answer, isOwn) = flights.Join(question);
            if (isOwn)
            {
                await GiveAsync(context, question, await answer, forward);
                return;
            }

            if (await WaitAsync(answer, context) is not { Passing: null } fetched)
                break;
            if (fetched.Failure is not null || IsFor(question, fetched))
            {
                counters.Collapsed();
                await GiveAsync(context, question, fetched, forward + "; collapsed");
                return;
            }
        }

        await passThrough.ForwardAsync(context, forward);
    }

    // What was asked for before the question may answer it as what is in the store may: not if it
    // has been purged on its way.
    private bool IsFor(Question question, Fetched fetched) =>
        fetched.Entry is { } entry
        && Selection.Matches(entry.Selecting, question.Headers)
        && (entry.Asked >= question.Asked
            || (fetched.IsKept && entry.UseAt(time.GetUtcNow(), question.Wish) == Use.AsItIs));

    /// <returns>Null if it takes too long.</returns>
    private async Task<Fetched?> WaitAsync(Task<Fetched> answer, HttpContext context)
    {
        try
        {
            return await answer.WaitAsync(limits.Wait, time, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task GiveAsync(
        HttpContext context, Question question, Fetched fetched, string forward)
    {
        var now = time.GetUtcNow();
        if (fetched.IsError && question.Known?.MayReplaceError(now, question.Wish) == true)
        {
            fetched.Passing?.Message.Dispose();
            return answerer.FromStore(context, question.Known, now);
        }

        counters.Missed();
        return fetched switch
        {
            { Passing: { } passing } => PassOnAsync(context, passing, forward),
            { Failure: { } failure } => FailAsync(context, question, failure, forward),
            _ => answerer.FromOrigin(context, fetched, forward),
        };
    }

    // What the origin forbade to give without its word is "timed out" (section 5.2.2.2).
    private Task FailAsync(HttpContext context, Question question, Failure failure, string forward)
    {
        var isForbidden = question.Known?.Directives.MustRevalidate == true;
        return answerer.Fail(
            context,
            isForbidden ? StatusCodes.Status504GatewayTimeout : failure.Status,
            failure.Title,
            forward);
    }

    private async Task PassOnAsync(HttpContext context, Passing passing, string forward)
    {
        using var message = passing.Message;
        var response = context.Response;
        response.StatusCode = (int)message.StatusCode;
        foreach (var (name, value) in passing.Headers)
            response.Headers[name] = value;
        answerer.Sign(
            response.Headers, CacheState.Miss, $"{forward}; fwd-status={response.StatusCode}");
        if (!passing.Beginning.IsEmpty)
            await response.Body.WriteAsync(passing.Beginning, context.RequestAborted);
        var rest = await message.Content.ReadAsStreamAsync(context.RequestAborted);
        await rest.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static async Task DropAsync(Task<Fetched> answer) =>
        (await answer).Passing?.Message.Dispose();
}
