using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoadBalancer.Tests;

/// <summary>A backend that does what a test says, and remembers what it was asked.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;

    private Backend(string name)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(ServeAsync);
    }

    public string Name { get; }

    public Uri Address => new(app.Urls.Single());

    public bool IsHealthy { get; set; } = true;

    /// <summary>What it does with a request; by default it answers at once.</summary>
    public Func<HttpContext, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public static async Task<Backend> StartAsync(string name)
    {
        var backend = new Backend(name);
        await backend.app.StartAsync();
        return backend;
    }

    /// <summary>Breaks all connections and listens no more.</summary>
    public async Task CrashAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    public static Task FailAsync(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }

    /// <summary>As a process that is killed: the connection breaks without an answer.</summary>
    public static Task BreakAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>As a frozen process: the connection stays, nothing comes.</summary>
    public static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task ServeAsync(HttpContext context)
    {
        if (context.Request.Path == "/health")
        {
            context.Response.StatusCode = IsHealthy ? 200 : 503;
            return;
        }

        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        var request = context.Request;
        var key = request.Headers["Idempotency-Key"];
        Requests.Enqueue(new(request.Method, request.Path, body, key));
        context.Response.Headers["X-Served-By"] = Name;
        context.Response.Headers["Server-Timing"] = "app;dur=1.0";
        await Behaviour(context);
        if (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            await context.Response.WriteAsync(Name);
    }
}

internal sealed record Asked(string Method, string Path, string Body, string? Key);
