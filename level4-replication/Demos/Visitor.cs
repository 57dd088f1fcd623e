using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>
/// One customer of a region, who comes in by the same way as all of its customers, and looks at
/// what the answers' headers say.
/// </summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient http;

    public Visitor(ShopEntrance entrance)
    {
        Region = entrance.Region;
        http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new($"http://{entrance.Page.Address}"),
            Timeout = TimeSpan.FromSeconds(10),
        };
    }

    public Region Region { get; }

    /// <summary>One in each region where customers live.</summary>
    public static IReadOnlyList<Visitor> Everywhere(Stage stage) =>
        [.. stage.Shop.Services.GetRequiredService<Entrances>().All.Select(one => new Visitor(one)),];

    public static Visitor In(Stage stage, Region region) =>
        new(stage.Shop.Services.GetRequiredService<Entrances>().All.Single(
            one => one.Region == region));

    /// <param name="path">With its query.</param>
    /// <param name="ask">Sets headers and the like; null for a plain GET.</param>
    public async Task<Seen> AskAsync(string path, Action<HttpRequestMessage>? ask = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        ask?.Invoke(request);
        using var answer = await http.SendAsync(request);
        return new((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => http.Dispose();
}

/// <summary>An answer, and what its headers say of caches.</summary>
internal sealed record Seen(int Status, HttpResponseHeaders Headers, string Body)
{
    /// <summary>What the origin allows.</summary>
    public string Control => Headers.CacheControl?.ToString() ?? "";

    /// <summary>What the edge did (RFC 9211): <c>edge-us; hit; ttl=3</c>.</summary>
    public string CacheStatus => All("Cache-Status");

    /// <summary>The same in one word: hit, miss, stale, revalidated or bypass.</summary>
    public string Edge => All("Server-Timing").Split("cdn;desc=")[^1];

    /// <summary>Seconds since the origin said so; 0 when it has just said it.</summary>
    public double Age => Headers.Age?.TotalSeconds ?? 0;

    /// <summary>For how long caches may go on giving it.</summary>
    public TimeSpan Left =>
        (Headers.CacheControl?.MaxAge ?? TimeSpan.Zero) - TimeSpan.FromSeconds(Age);

    private string All(string name) =>
        Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
