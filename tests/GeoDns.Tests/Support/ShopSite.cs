using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GeoDns.Tests.Support;

/// <summary>A site that can be asked for its health, and be as ill or as far as a test says.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private int probes;

    private ShopSite(string region)
    {
        Region = region;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Region { get; }

    public Uri Health => new(new Uri(app.Urls.Single()), "/health");

    public bool IsIll { get; set; }

    /// <summary>As in a black hole: it takes what it is sent and never answers.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Milliseconds, there and back.</summary>
    public int Distance { get; set; }

    public int Probes => Volatile.Read(ref probes);

    public static async Task<ShopSite> OpenAsync(string region)
    {
        var site = new ShopSite(region);
        await site.app.StartAsync();
        return site;
    }

    public static async Task<ShopSite[]> OpenAllAsync() =>
        await Task.WhenAll(ZoneFile.Default.Sites.Select(site => OpenAsync(site.Region)));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref probes);
        if (IsSilent)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        await Task.Delay(Distance, context.RequestAborted);
        context.Response.StatusCode = IsIll ? 503 : 200;
    }
}
