using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Shop;

/// <summary>A customer with a name that can be searched for, who shops from any region.</summary>
internal sealed class Member : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(8),
    };
    private readonly Dictionary<Region, Uri> shops;

    private Member(Stage stage, Region home)
    {
        Home = home;
        shops = stage.Shop.Services.GetRequiredService<Entrances>().All
            .ToDictionary(one => one.Region, one => new Uri($"http://{one.Page.Address}/api/"));
    }

    public Region Home { get; }

    public string Email { get; } = $"planted.{Guid.NewGuid():N}@example.com";

    public string Name { get; } = $"Planted {Guid.NewGuid():N}";

    public long Id { get; private set; }

    public static async Task<Member> RegisterAsync(Stage stage, Region home)
    {
        var member = new Member(stage, home);
        await member.EnterAsync(
            home,
            "customers",
            new { email = member.Email, password = Password, name = member.Name });
        return member;
    }

    public Task SignInAsync(Region from) =>
        EnterAsync(from, "sessions", new { email = Email, password = Password });

    public async Task PutAsync(Region from, int product)
    {
        using var answer = await http.PutAsJsonAsync(
            new Uri(shops[from], $"cart/items/{product}"), new { quantity = 1 });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Buys a piece. Without an answer it asks again, for the same purchase.</summary>
    /// <returns>Whether it became an order.</returns>
    public async Task<bool> BuyAsync(Region from, int product)
    {
        var key = Guid.NewGuid().ToString("N");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            if (await TryBuyAsync(from, product, key) is { } status)
                return status == HttpStatusCode.Created;
            await Task.Delay(500);
        }

        return false;
    }

    public async Task AgreeAsync(Region from, string purpose)
    {
        using var answer = await http.PutAsJsonAsync(
            new Uri(shops[from], $"account/consents/{purpose}"), new { given = true });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Everything that the shop knows of this customer; null for nothing.</summary>
    public Task<JsonNode?> ExportAsync(Region from) => GetAsync(from, "account");

    /// <returns>Null when there is nothing, or nobody who answers.</returns>
    public async Task<JsonNode?> GetAsync(Region from, string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(shops[from], path));
            return answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadFromJsonAsync<JsonNode>()
                : null;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public async Task EraseAsync(Region from)
    {
        using var answer = await http.DeleteAsync(new Uri(shops[from], "account"));
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    // Null when nobody knows what became of it.
    private async Task<HttpStatusCode?> TryBuyAsync(Region from, int product, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shops[from], "orders"))
        {
            Content = JsonContent.Create(
                new { items = new[] { new { productId = product, quantity = 1 } } }),
        };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await http.SendAsync(request);
            return answer.StatusCode >= HttpStatusCode.InternalServerError ? null : answer.StatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private async Task EnterAsync(Region from, string path, object who)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(shops[from], path), who);
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Id = (long)session!["customer"]!["id"]!;
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)session["token"]!);
    }
}
