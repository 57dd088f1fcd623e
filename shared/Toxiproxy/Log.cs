namespace Toxiproxy;

/// <summary>
/// A line per admin call if LOG_LEVEL is info, debug or trace; by default there is none.
/// </summary>
internal static class Log
{
    private static readonly bool Verbose =
        Environment.GetEnvironmentVariable("LOG_LEVEL")?.ToLowerInvariant()
            is "info" or "debug" or "trace";

    public static void Call(HttpContext http)
    {
        if (Verbose)
        {
            var (request, response) = (http.Request, http.Response);
            Console.WriteLine($"{request.Method} {request.Path} {response.StatusCode}");
        }
    }
}
