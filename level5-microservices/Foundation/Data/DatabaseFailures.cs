using Microsoft.AspNetCore.Diagnostics;

namespace Shop.Data;

/// <summary>
/// A database that is away or restarting is a 503 and worth another try; a value that it can't
/// store (a NUL character in a text, say) is a 400.
/// </summary>
internal sealed class DatabaseFailures(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not NpgsqlException failure)
            return false;
        if (IsUnavailable(failure))
        {
            context.Response.Headers.RetryAfter = "1";
            return await AnswerAsync(context, 503, "The database can't be reached right now.");
        }
        return failure.SqlState is ['2', '2', ..]
            && await AnswerAsync(context, 400, "A value of the request can't be stored.");
    }

    /// <summary>Whether the same request may well succeed a moment later.</summary>
    public static bool IsUnavailable(NpgsqlException exception) => exception switch
    {
        // The first two characters are the class: connection, transaction rollback (deadlock),
        // resources, operator intervention (shutdown, starting up). A server that is read-only
        // isn't the leader, or not for sure; another one is, or will be soon.
        PostgresException { SqlState: ['0', '8', ..] or ['4', '0', ..] or ['5', '3' or '7', ..] } =>
            true,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => true,
        PostgresException => false,
        _ => true,
    };

    private ValueTask<bool> AnswerAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        return problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = { Status = status, Title = title },
        });
    }
}
