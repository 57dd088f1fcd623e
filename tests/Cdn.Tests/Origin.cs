using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cdn.Tests;

/// <summary>What lies behind the edge: does what a test says, and remembers requests.</summary>
internal sealed class Origin : IAsyncDisposable
{
    private readonly WebApplication app;
    private int served;

    private Origin(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public Uri Address => new(app.Urls.Single());

    public bool IsHealthy { get; set; } = true;

    /// <summary>Runs before the answer's body, which is the number of the answer.</summary>
    public RequestDelegate Behaviour { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public static async Task<Origin> StartAsync(int port = 0)
    {
        var origin = new Origin(port);
        await origin.app.StartAsync();
        return origin;
    }

    /// <summary>Answers with these headers from now on: "Name: value;;Other: value".</summary>
    public void Answer(string headers, int status = 200) =>
        Behaviour = context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in Headers.Parse(headers))
                context.Response.Headers.Append(name, value);
            return Task.CompletedTask;
        };

    /// <summary>Breaks all connections and listens no more.</summary>
    public async Task CrashAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Path == "/health")
        {
            context.Response.StatusCode = IsHealthy ? 200 : 503;
            return;
        }

        var request = context.Request;
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new(request.Method, request.Path + request.QueryString, headers));
        context.Response.Headers["X-Served-By"] = "origin";
        context.Response.Headers["Server-Timing"] = "app;dur=1.0";
        await Behaviour(context);
        var number = Interlocked.Increment(ref served);
        if (!context.Response.HasStarted && context.Response.StatusCode is not (204 or 304))
            await context.Response.WriteAsync($"{number}");
    }
}

internal sealed record Asked(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string? this[string name] => Headers.GetValueOrDefault(name);
}

internal static class Headers
{
    /// <summary>Reads "Name: value;;Other: value".</summary>
    public static IEnumerable<(string Name, string Value)> Parse(string text) =>
        text.Split(";;", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts[1]));
}
