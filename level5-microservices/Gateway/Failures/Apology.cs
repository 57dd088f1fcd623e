using Yarp.ReverseProxy;

namespace Shop.Failures;

/// <summary>
/// Says which part of the shop is away when no instance of it answers. The other parts go on: each
/// has instances, connections and health of its own.
/// </summary>
internal sealed class Apology(
    RequestDelegate next, IProblemDetailsService problems, IProxyStateLookup proxy, Mechanisms mechanisms)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!mechanisms.Isolation && context.Request.Path.StartsWithSegments("/api") && IsAnyAway())
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else
            await next(context);
        if (context.Response.HasStarted
            || context.Response.StatusCode is not (>= 502 and <= 504)
            || !context.Request.Path.StartsWithSegments("/api", out var rest))
            return;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
        await problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = { Status = 503, Title = Title(rest) },
        });
    }

    private static string Title(PathString path) => path.StartsWithSegments("/orders")
        ? "The checkout is closed for a moment: Orders is away. Your cart is kept."
        : "This part of the shop is away for a moment.";

    // As it was when all parts were one program: one of them dies, and so do all.
    private bool IsAnyAway() => proxy.GetClusters().Any(cluster =>
        cluster.Destinations.Values.All(one => one.Health.Active == DestinationHealth.Unhealthy));
}
