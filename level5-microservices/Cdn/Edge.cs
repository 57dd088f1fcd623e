using Shop.Answers;
using Shop.Origin;

namespace Shop;

/// <summary>
/// What happens to a customer's request: the cache has no part in it, or knows the answer, or asks
/// the origin.
/// </summary>
internal sealed class Edge(
    RequestDelegate next,
    EdgeStore store,
    Asking asking,
    PassThrough passThrough,
    Answerer answerer,
    Mechanisms mechanisms,
    TimeProvider time)
{
    // Not async: a hit is answered without a state machine.
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (IsOurOwn(request.Path))
            return next(context);
        if (Bypass.Reason(request, mechanisms) is { } reason)
            return passThrough.ForwardAsync(context, reason);
        var wish = Directives.Parse(request.Headers.CacheControl);
        if (wish.NoStore)
            return passThrough.ForwardAsync(context, "fwd=request");
        var address = Address.Of(request);
        var now = time.GetUtcNow();
        var slot = store.Find(address);
        var entry = slot?.Select(request.Headers);
        var use = entry?.UseAt(now, wish) ?? Use.AfterValidation;
        if (use == Use.AsItIs)
            return answerer.FromStore(context, entry!, now);
        if (use == Use.WhileRevalidating)
        {
            // Once: all others who come meanwhile get the stale answer without more ado.
            if (!asking.IsUnderWay(address))
                asking.Renew(new(address, Question.Copy(context), wish, entry, now));
            return answerer.FromStore(context, entry!, now);
        }

        if (wish.OnlyIfCached)
            return answerer.Fail(context, 504, "The edge has no fresh answer.", "fwd=miss");
        // HEAD is answered from the answers to GET, but its own are of no use to anybody.
        if (HttpMethods.IsHead(request.Method) || slot?.UncacheableUntil > now)
            return passThrough.ForwardAsync(context, "fwd=uri-miss");
        return asking.AskAsync(
            context,
            new(address, Question.Copy(context), wish, entry, now),
            Reason(slot, entry, wish));
    }

    private static string Reason(Slot? slot, Entry? entry, Directives wish) =>
        entry is not null ? (wish.NoCache ? "fwd=request" : "fwd=stale")
        : slot is { Entries.Length: > 0 } ? "fwd=vary-miss"
        : "fwd=uri-miss";

    private static bool IsOurOwn(PathString path) =>
        path.StartsWithSegments("/edge")
        || path == "/health"
        || path == "/alive"
        || path == "/metrics";
}
