using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting;

/// <summary>Why an order was not carried out, in one line for the presenter.</summary>
internal static class Refusal
{
    public static IResult Busy() =>
        Because("A demo or a reset is running. Stop it first.", StatusCodes.Status409Conflict);

    public static IResult Unknown(string what, string name) =>
        Because($"There is no {what} '{name}'.", StatusCodes.Status404NotFound);

    public static IResult Bad(string field, string allowed) =>
        Because($"{field}: {allowed}.", StatusCodes.Status400BadRequest);

    public static IResult Failed(string reason) =>
        Because(reason, StatusCodes.Status500InternalServerError);

    private static IResult Because(string reason, int status) =>
        TypedResults.Problem(reason, statusCode: status);
}
