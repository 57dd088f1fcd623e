using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>What a customer with opinions of a product does by way of one region.</summary>
internal sealed class Reviewer : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly int product;

    private Reviewer(string shop, int product)
    {
        http.BaseAddress = new(shop);
        this.product = product;
    }

    /// <summary>How long each change took.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>One customer, signed in once, who is everywhere.</summary>
    public static async Task<IReadOnlyDictionary<Region, Reviewer>> OpenAsync(Stage stage, int product)
    {
        var homes = stage.Shop.Services.GetRequiredService<Entrances>().All;
        var all = homes.DistinctBy(home => home.Region).ToDictionary(
            home => home.Region,
            home => new Reviewer($"http://{home.Page.Address}/api/", product));
        var token = await all[Region.UsEast].RegisterAsync();
        foreach (var one in all.Values)
            one.http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return all;
    }

    /// <returns>The review's id.</returns>
    public async Task<string> SayAsync(string text)
    {
        var shown = await ChangeAsync(HttpMethod.Post, "reviews", JsonContent.Create(new { text }));
        return shown.Reviews.Last(one => one.IsMine && one.Text == text).Id;
    }

    /// <summary>So many reviews and as many likes.</summary>
    public async Task WriteAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var review = JsonContent.Create(new { text = $"No. {number}" });
            await ChangeAsync(HttpMethod.Post, "reviews", review);
            await ChangeAsync(HttpMethod.Post, "likes");
        }
    }

    public Task RemoveAsync(string review) => ChangeAsync(HttpMethod.Delete, $"reviews/{review}");

    public async Task<Shown> ReadAsync(string way) =>
        (await http.GetFromJsonAsync<Shown>($"products/{product}/reviews?way={way}"))!;

    /// <returns>What is shown in each way; null if the region's reviews can't be reached now.</returns>
    public async Task<string?> ShowAsync(IReadOnlyList<string> ways)
    {
        try
        {
            var shown = await Task.WhenAll(ways.Select(ReadAsync));
            return string.Join('\n', shown.Select(one => one.Text));
        }
        catch (HttpRequestException away) when (away.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string> RegisterAsync()
    {
        var name = Guid.NewGuid().ToString("N");
        using var answer = await http.PostAsJsonAsync(
            "customers", new { email = $"{name}@shoppers.example", password = name, name });
        var session = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Session>();
        return session!.Token;
    }

    private async Task<Shown> ChangeAsync(HttpMethod method, string what, HttpContent? content = null)
    {
        var begin = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(method, $"products/{product}/{what}");
        request.Content = content;
        using var answer = await http.SendAsync(request);
        var shown = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Shown>();
        Milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        return shown!;
    }

    private sealed record Session(string Token);
}

/// <summary>A product's opinions, as a region shows them.</summary>
internal sealed record Shown(int Likes, IReadOnlyList<ShownReview> Reviews)
{
    /// <summary>The same for everybody who sees the same.</summary>
    public string Text => $"{Likes}: {string.Join(' ', Reviews.Select(one => one.Id).Order())}";
}

internal sealed record ShownReview(string Id, string Text, bool IsMine);
