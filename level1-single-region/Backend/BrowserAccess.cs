using Microsoft.Net.Http.Headers;

namespace Shop;

/// <summary>
/// Page and API have origins of their own here, so the browser asks the API for leave (CORS), and
/// that costs a round trip more. As soon as one origin serves both, this file can go.
/// </summary>
internal static class BrowserAccess
{
    public static void AddBrowserAccess(this WebApplicationBuilder builder) =>
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            // This shop lives on one machine. A real one would name its own page's origin.
            .SetIsOriginAllowed(origin => new Uri(origin).IsLoopback)
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, "Idempotency-Key")
            .WithExposedHeaders(
                "X-Served-By",
                "Server-Timing",
                "Idempotent-Replayed",
                HeaderNames.Location,
                HeaderNames.RetryAfter)
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));

    public static void UseBrowserAccess(this WebApplication app) => app.UseCors();
}
