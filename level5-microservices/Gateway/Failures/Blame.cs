namespace Shop.Failures;

/// <summary>Whose fault it is that a request got no answer.</summary>
internal static class Blame
{
    /// <summary>False for customers who hung up or sent half a body.</summary>
    public static bool IsDestinations(ForwarderError error) => error
        is ForwarderError.Request
        or ForwarderError.RequestTimedOut
        or ForwarderError.RequestBodyDestination
        or ForwarderError.ResponseHeaders
        or ForwarderError.ResponseBodyDestination;

    /// <summary>No connection: the destination certainly knows nothing of the request.</summary>
    public static bool WasNeverSent(HttpContext context) =>
        context.GetForwarderErrorFeature()?.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError,
        };
}
