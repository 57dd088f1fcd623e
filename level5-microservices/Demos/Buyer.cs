using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>A customer of a region, who does what a demo says and nothing by chance.</summary>
internal sealed class Buyer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient http;

    private Buyer(Region region, Uri shop)
    {
        Region = region;
        http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new(shop, "/api/"),
            Timeout = TimeSpan.FromSeconds(8),
        };
    }

    public Region Region { get; }

    public static async Task<Buyer> RegisterAsync(Stage stage, Region region)
    {
        var home = stage.Shop.Services.GetRequiredService<Entrances>().All
            .Single(one => one.Region == region);
        var buyer = new Buyer(region, new($"http://{home.Page.Address}"));
        using var answer = await SignUpAsync(buyer, stage.Cancellation);
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<Session>(stage.Cancellation);
        buyer.http.DefaultRequestHeaders.Authorization = new("Bearer", session!.Token);
        return buyer;
    }

    public async Task<bool> PutAsync(int product, int quantity = 1)
    {
        using var answer = await http.PutAsJsonAsync($"cart/items/{product}", new { quantity });
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Buys one product, or the cart.</summary>
    public async Task<Bought> BuyAsync(string key, int? product = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders");
        request.Headers.Add("Idempotency-Key", key);
        if (product is not null)
            request.Content = JsonContent.Create(
                new { items = new[] { new { productId = product, quantity = 1 } } });
        try
        {
            using var answer = await http.SendAsync(request);
            var told = await answer.Content.ReadFromJsonAsync<Told>();
            return new((int)answer.StatusCode, told?.Id, told?.Title);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException
            or System.Text.Json.JsonException)
        {
            return new(0, null, away.Message);
        }
    }

    /// <returns>How many orders there are, and how often another service was asked.</returns>
    public async Task<(long Total, int Requests)> OrdersAsync()
    {
        using var answer = await http.GetAsync("orders?pageSize=100");
        answer.EnsureSuccessStatusCode();
        var page = await answer.Content.ReadFromJsonAsync<Page>();
        var requests = answer.Headers.TryGetValues("X-Joins", out var joins) ? joins.Single() : "0";
        return (page!.Total, int.Parse(requests, System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose() => http.Dispose();

    // Dozens hash their passwords at once before a demo begins: who is told to come again does.
    private static async Task<HttpResponseMessage> SignUpAsync(
        Buyer buyer,
        CancellationToken cancellation)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(500, cancellation))
        {
            var name = Guid.NewGuid().ToString("N");
            var customer = new { email = $"{name}@shoppers.example", password = name, name };
            var answer = await buyer.http.PostAsJsonAsync("customers", customer, cancellation);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || clock.Elapsed > Patience)
                return answer;
            answer.Dispose();
        }
    }

    private sealed record Session(string Token);

    private sealed record Told(Guid? Id, string? Title);

    private sealed record Page(long Total);
}

/// <param name="Status">0 for no answer at all.</param>
/// <param name="Order">Its number, if it was bought.</param>
/// <param name="Title">What is said if not.</param>
internal sealed record Bought(int Status, Guid? Order, string? Title);
