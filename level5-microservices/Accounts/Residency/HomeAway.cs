using Microsoft.AspNetCore.Diagnostics;

namespace Shop.Accounts;

/// <summary>A customer whose home can't be reached: 503, and worth another try.</summary>
internal sealed class HomeAway(IProblemDetailsService problems) : IExceptionHandler
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
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "Your account is at home in a region that can't be reached right now.",
            },
        });
    }
}
