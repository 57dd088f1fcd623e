using Shop.Answers;

namespace Shop.Origin;

/// <summary>Forwards what the cache has no part in, and forgets what it changes.</summary>
internal sealed class PassThrough(
    IHttpForwarder forwarder,
    Balancer balancer,
    EdgeStore store,
    Counters counters,
    Answerer answerer,
    Limits limits)
{
    private readonly ForwarderRequestConfig patience = new() { ActivityTimeout = limits.Silence };

    /// <param name="context">The customer's.</param>
    /// <param name="forward">Why, as <c>Cache-Status</c> says: <c>fwd=method</c>.</param>
    public async Task ForwardAsync(HttpContext context, string forward)
    {
        counters.Bypassed();
        counters.AskedOrigin();
        var error = await forwarder.SendAsync(
            context,
            balancer.Address,
            balancer.Connections,
            patience,
            new Signed(answerer, store, forward),
            CancellationToken.None);
        if (error == ForwarderError.None || context.Response.HasStarted)
            return;
        var failure =
            error == ForwarderError.RequestTimedOut ? Failure.Silent : Failure.Unreachable;
        // Anything else than these two is the customer's doing.
        if (context.Response.StatusCode >= 500)
            await answerer.Fail(context, failure.Status, failure.Title, forward);
    }

    private sealed class Signed(Answerer answerer, EdgeStore store, string forward)
        : HttpTransformer
    {
        public override ValueTask TransformRequestAsync(
            HttpContext context,
            HttpRequestMessage request,
            string prefix,
            CancellationToken cancel) =>
            Passage.Instance.TransformRequestAsync(context, request, prefix, cancel);

        public override async ValueTask<bool> TransformResponseAsync(
            HttpContext context, HttpResponseMessage? response, CancellationToken cancel)
        {
            var hasBody = await Passage.Instance.TransformResponseAsync(context, response, cancel);
            if (response is null)
                return hasBody;
            var headers = context.Response.Headers;
            // Before the customer knows that the change is done.
            foreach (var address in
                Invalidation.Of(context.Request, context.Response.StatusCode, headers))
                store.Remove(address);
            answerer.Sign(
                headers, CacheState.Bypass, $"{forward}; fwd-status={(int)response.StatusCode}");
            return hasBody;
        }
    }
}
