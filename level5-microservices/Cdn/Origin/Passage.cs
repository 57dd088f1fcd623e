namespace Shop.Origin;

/// <summary>
/// What changes of a request and of its answer on the way. Headers that concern one connection
/// only are YARP's business.
/// </summary>
internal sealed class Passage : HttpTransformer
{
    public static readonly Passage Instance = new();

    public override async ValueTask TransformRequestAsync(
        HttpContext context, HttpRequestMessage request, string prefix, CancellationToken cancel)
    {
        await base.TransformRequestAsync(context, request, prefix, cancel);
        request.Headers.Host = null;
        // Nobody stands before the edge: what a customer says here is invented.
        Set(request, "X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
        Set(request, "X-Forwarded-Proto", context.Request.Scheme);
        // It is no part of the key, so no answer may depend on it.
        request.Headers.Remove("X-Forwarded-Host");
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext context, HttpResponseMessage? response, CancellationToken cancel)
    {
        var hasBody = await base.TransformResponseAsync(context, response, cancel);
        // Also what the connection's header names concerns this connection only.
        if (response is not null)
        {
            foreach (var name in response.Headers.Connection)
                context.Response.Headers.Remove(name);
        }

        return hasBody;
    }

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
