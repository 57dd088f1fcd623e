using Microsoft.AspNetCore.Diagnostics;

namespace Shop.Orders;

/// <summary>
/// Another service is away: the purchase has not begun, or goes on without the customer. Asked
/// again under its key, it says how it ended.
/// </summary>
internal sealed class Unavailable(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not HttpRequestException)
            return false;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return await problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails =
            {
                Status = 503,
                Title = "A part of the shop is away. Ask again with the same Idempotency-Key: "
                    + "the purchase is made once, or not at all.",
            },
        });
    }
}
