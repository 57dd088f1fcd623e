using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Shop.Customers;

/// <summary>
/// No customer takes more than a share. Who it is, the bearer token says; the balancer can't open
/// it, but one token is one customer. Whoever has none, or invents one for each request, shares
/// the limit of an address.
/// </summary>
internal static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<Limits>((options, limits) =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = TellWhenAsync;
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionBy(context => ByAddress(context, limits)),
                PartitionBy(context => ByCustomer(context, limits)));
        });
    }

    public static void UseRateLimits(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Mechanisms>().RateLimit)
            app.UseRateLimiter();
    }

    private static PartitionedRateLimiter<HttpContext> PartitionBy(
        Func<HttpContext, RateLimitPartition<string>> partition) =>
        PartitionedRateLimiter.Create(partition);

    private static RateLimitPartition<string> ByAddress(HttpContext context, Limits limits) =>
        context.Request.Path == "/health"
            ? RateLimitPartition.GetNoLimiter("")
            : Bucket(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                limits.RequestsPerAddress,
                burst: 2 * limits.RequestsPerAddress);

    private static RateLimitPartition<string> ByCustomer(HttpContext context, Limits limits) =>
        context.Request.Headers.Authorization is [{ } token]
            ? Bucket(token, limits.RequestsPerCustomer, limits.CustomerBurst)
            : RateLimitPartition.GetNoLimiter("");

    // Filled ten times a second, so that a customer at the limit is served evenly.
    private static RateLimitPartition<string> Bucket(string key, int perSecond, int burst) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = 0,
        });

    private static ValueTask TellWhenAsync(OnRejectedContext context, CancellationToken _)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
            : 1;
        context.HttpContext.Response.Headers.RetryAfter =
            wait.ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
