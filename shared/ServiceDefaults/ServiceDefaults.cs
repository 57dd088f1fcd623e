using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Shop;

/// <summary>What every service of the shop does alike, whatever it serves.</summary>
public static class ServiceDefaults
{
    private const int MaximumBody = 1024 * 1024;

    // More than any request should take, less than a supervisor's patience.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        var deployment = Deployment.FromEnvironment(builder.Environment.ApplicationName);
        builder.Services.AddSingleton(deployment);
        builder.Services.AddScoped<ServerTiming>();
        builder.Services.AddHealthChecks();
        AddLogging(builder.Logging);
        AddProblems(builder.Services);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.WebHost.ConfigureKestrel(Limit);
        // Told to stop, a service takes no new requests and finishes those that it has.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        MetricsEndpoint.Register(builder.Services, builder.Configuration);
        if (Telemetry.IsWanted)
            Telemetry.Register(builder.Services, deployment);
        return builder;
    }

    /// <summary>Call it first, so that every answer, errors too, passes through it.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        var servedBy = app.Services.GetRequiredService<Deployment>().ToString();
        app.Use((context, next) =>
        {
            // Created here, it counts from the request's beginning.
            var timing = context.RequestServices.GetRequiredService<ServerTiming>();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-Served-By"] = servedBy;
                context.Response.Headers["Server-Timing"] = timing.ToString();
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        // Ready for requests, and merely alive: a balancer asks the first, a supervisor the second.
        // Neither is a customer, so neither is counted.
        app.MapHealthChecks("/health").DisableHttpMetrics();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false })
            .DisableHttpMetrics();
        app.MapMetrics();
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // Whoever asks for the health sees it in the answer.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // While this is on, the host begins an activity for each request, in case that something
        // about it is logged. Only a collector would want it, and gets it without.
        if (!Telemetry.IsWanted)
            logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    private static void AddProblems(IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = NameFields);
        services.AddExceptionHandler<RequestFailures>();
        // So that a request that can't be bound reaches RequestFailures, which names the field.
        services.PostConfigure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    // Fields are named as in the JSON of the request, whatever the property is called in C#.
    private static void NameFields(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is not HttpValidationProblemDetails { Errors: var errors })
            return;
        foreach (var (field, messages) in errors.ToList())
        {
            errors.Remove(field);
            errors[string.Join('.', field.Split('.').Select(CamelCase))] = messages;
        }
    }

    private static string CamelCase(string name) =>
        name.Contains('-') ? name : JsonNamingPolicy.CamelCase.ConvertName(name); // '-': a header

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaximumBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        // A client that sends its headers drop by drop must not hold a connection for long.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
