using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Shop;

/// <summary>
/// A request that can't be read gets 400 with the field named, or 413. Any other exception is the
/// shop's own fault: the framework logs it, answers 500, and says nothing about the inside.
/// </summary>
internal sealed partial class RequestFailures(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
            return false;
        context.Response.StatusCode = bad.StatusCode;
        return await problems.TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new HttpValidationProblemDetails(Errors(bad))
            {
                Status = bad.StatusCode,
                Title = Title(bad),
            },
        });
    }

    private static string Title(BadHttpRequestException exception) => exception switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => "The request is larger than 1 MB.",
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => "The body must be JSON.",
        { InnerException: JsonException } => "The body is not the JSON that is expected here.",
        _ => "The request can't be read.",
    };

    private static Dictionary<string, string[]> Errors(BadHttpRequestException exception) =>
        FieldOf(exception) is { } field
            ? new() { [field] = ["The value is missing or has the wrong form."] }
            : [];

    // The framework tells a parameter's name nowhere but in its message.
    private static string? FieldOf(BadHttpRequestException exception) => exception switch
    {
        { InnerException: JsonException { Path: { Length: > 2 } path } } => path[2..],
        { InnerException: JsonException } => null,
        _ when ParameterName().Match(exception.Message) is { Success: true } match =>
            match.Groups["name"].Value,
        _ => null,
    };

    [GeneratedRegex("""arameter "(?:\S+ )?(?<name>\S+)" (?:from|was not)""", RegexOptions.None, 100)]
    private static partial Regex ParameterName();
}
