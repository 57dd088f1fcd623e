using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shop.Protocol;

namespace Shop;

/// <summary>
/// A peer with a key, a socket and a clock of its own, but without a page, a disk, or a process:
/// thirty of those would only show how many processes this machine can start.
/// </summary>
internal sealed class Villager(Node node, Region region, Settings settings) : IAsyncDisposable
{
    private readonly CancellationTokenSource life = new();
    private readonly WebApplication app = Build();

    public Node Node => node;

    public Region Region => region;

    public Uri Address => new(new Uri(app.Urls.Single()), "post");

    public async Task ArriveAsync()
    {
        app.Run(AnswerAsync);
        await app.StartAsync();
    }

    public void Live()
    {
        _ = RepeatAsync(node.Prober.ProbeAsync);
        _ = RepeatAsync(node.Syncer.SyncAsync);
    }

    /// <summary>Gone, without a word: open connections are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await app.DisposeAsync();
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(web => web.Listen(IPAddress.Loopback, 0));
        return builder.Build();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var message = new MemoryStream();
        await context.Request.Body.CopyToAsync(message, context.RequestAborted);
        if (await node.ReceiveAsync(message.ToArray()) is { } answer)
        {
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private async Task RepeatAsync(Func<Task> work)
    {
        using var clock = new PeriodicTimer(settings.Period);
        while (!life.IsCancellationRequested)
        {
            await work();
            await clock.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
