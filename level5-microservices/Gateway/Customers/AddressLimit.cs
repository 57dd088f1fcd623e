using System.Collections.Concurrent;
using System.Net;

namespace Shop.Customers;

/// <summary>
/// Counts the requests of each address in each second. It runs for every request, so it takes no
/// lock; and it forgets everybody when the second is over.
/// </summary>
internal sealed class AddressLimit(RequestDelegate next, Limits limits, TimeProvider time)
{
    private Window window = new(0);

    public Task InvokeAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (Now().Count(address) <= limits.RequestsPerAddress || IsOurOwn(context.Request.Path))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }

    // A flood must not keep anybody from ending it.
    private static bool IsOurOwn(PathString path) =>
        path == "/health" || path.StartsWithSegments("/balancer");

    private Window Now()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        var current = window;
        if (current.Second == second)
            return current;
        var fresh = new Window(second);
        // Whoever comes second counts in the window of whoever came first.
        var found = Interlocked.CompareExchange(ref window, fresh, current);
        return found == current ? fresh : found;
    }

    private sealed class Window(long second)
    {
        private readonly ConcurrentDictionary<IPAddress, Counter> counters = [];

        public long Second => second;

        public int Count(IPAddress address) =>
            Interlocked.Increment(ref counters.GetOrAdd(address, static _ => new()).Value);
    }

    private sealed class Counter
    {
        public int Value;
    }
}
