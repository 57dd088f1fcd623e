using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>
/// <c>/metrics</c> in Prometheus' text format, for whoever shows the key of this run as a bearer
/// token (environment variable METRICS_KEY). Customers reach some services directly, so for all
/// others there is nothing here; and without a key nothing is measured, which costs nothing.
/// </summary>
public static class MetricsEndpoint
{
    private const string Path = "/metrics";
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    internal static void Register(IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(Key(configuration)))
        {
            services.AddSingleton<MetricsRecorder>();
            services.AddHostedService(provider => provider.GetRequiredService<MetricsRecorder>());
        }
    }

    /// <summary>Part of <see cref="ServiceDefaults.UseServiceDefaults"/>.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var expected = Encoding.UTF8.GetBytes($"Bearer {Key(app.Configuration)}");
        var recorder = app.Services.GetService<MetricsRecorder>();
        app.MapGet(Path, context => AnswerAsync(context, recorder, expected)).DisableHttpMetrics();
    }

    private static Task AnswerAsync(HttpContext context, MetricsRecorder? recorder, byte[] expected)
    {
        var shown = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        if (recorder is null || !CryptographicOperations.FixedTimeEquals(shown, expected))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(PrometheusText.Write(recorder.Read()));
    }

    private static string? Key(IConfiguration configuration) => configuration["METRICS_KEY"];
}
