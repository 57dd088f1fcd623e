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
    public static void AddRateLimits(this WebApplicationBuilder builder) =>
        builder.Services.AddRateLimiter(_ => { });

    public static void UseRateLimits(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<Mechanisms>().RateLimit)
            return;
        var limits = app.Services.GetRequiredService<Limits>();
        var byCustomer = new RateLimiterOptions
        {
            RejectionStatusCode = StatusCodes.Status429TooManyRequests,
            OnRejected = TellWhenAsync,
            GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                context => BucketOf(context.Request.Headers.Authorization.ToString(), limits)),
        };
        app.UseMiddleware<AddressLimit>();
        app.UseWhen(IsSigned, signed => signed.UseRateLimiter(byCustomer));
    }

    private static bool IsSigned(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0;

    // Filled about ten times a second, so that a customer at the limit is served evenly.
    private static RateLimitPartition<string> BucketOf(string token, Limits limits)
    {
        var rate = Math.Max(1, limits.RequestsPerCustomer);
        var tokens = Math.Max(1, rate / 10);
        return RateLimitPartition.GetTokenBucketLimiter(token, _ => new()
        {
            TokenLimit = limits.CustomerBurst,
            TokensPerPeriod = tokens,
            // Tokens are whole, so it is the time between that makes the rate exact.
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) * tokens / rate,
            QueueLimit = 0,
        });
    }

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
