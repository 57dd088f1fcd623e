using System.Diagnostics;
using System.Globalization;

namespace Shop;

/// <summary>
/// Adds the time from a request's arrival to its answer's begin, the backend's included, to
/// <c>Server-Timing</c>. Beside the backend's own entry it says what the hop costs.
/// </summary>
internal sealed class BalancerTiming(RequestDelegate next, Deployment deployment)
{
    private readonly string servedBy = deployment.ToString();

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Mark, new Arrival(context.Response, servedBy));
        return next(context);
    }

    private static Task Mark(object state)
    {
        var (response, self) = (Arrival)state;
        var took = Stopwatch.GetElapsedTime(((Arrival)state).At).TotalMilliseconds;
        response.Headers.Append(
            "Server-Timing",
            string.Create(CultureInfo.InvariantCulture, $"balancer;dur={took:F1}"));
        // Who served it is the backend's to say, unless no backend did.
        response.Headers.TryAdd("X-Served-By", self);
        return Task.CompletedTask;
    }

    private sealed record Arrival(HttpResponse Response, string Self)
    {
        public long At { get; } = Stopwatch.GetTimestamp();
    }
}
