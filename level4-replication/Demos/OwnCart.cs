using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Shop;

/// <summary>A customer who remembers what the shop said was in the cart.</summary>
internal sealed class OwnCart : IDisposable
{
    // Of those that every region's cache knows.
    private const int Products = 20;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Dictionary<int, int> told = [];
    private readonly Stage stage;
    private readonly Region home;

    private OwnCart(Stage stage, Region home) => (this.stage, this.home) = (stage, home);

    /// <summary>Changes that the shop acknowledged.</summary>
    public int Acknowledged => told.Values.Sum();

    /// <summary>Registers a new customer in a region.</summary>
    public static async Task<OwnCart> OpenAsync(Stage stage, Region home)
    {
        var cart = new OwnCart(stage, home);
        var name = Guid.NewGuid().ToString("N");
        using var answer = await cart.http.PostAsJsonAsync(
            cart.Address(home, "customers"),
            new { email = $"{name}@shoppers.example", password = name, name });
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<Session>();
        cart.http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", session!.Token);
        return cart;
    }

    /// <summary>Takes one more of this and of that, until it is cancelled.</summary>
    public async Task FillAsync(CancellationToken end)
    {
        for (var change = 0; !end.IsCancellationRequested; change++)
        {
            var (product, quantity) = (1 + (change % Products), 1 + (change / Products));
            using var answer = await http.PutAsJsonAsync(
                Address(home, $"cart/items/{product}"), new { quantity });
            if (answer.IsSuccessStatusCode)
                told[product] = quantity;
        }
    }

    /// <summary>Acknowledged changes that a region knows nothing of.</summary>
    public async Task<int> CountLostAsync(Region region)
    {
        var cart = await http.GetFromJsonAsync<Cart>(Address(region, "cart"));
        var found = cart!.Items.ToDictionary(item => item.ProductId, item => item.Quantity);
        return told.Sum(one => Math.Max(0, one.Value - found.GetValueOrDefault(one.Key)));
    }

    public void Dispose() => http.Dispose();

    // Past the balancer, which would think that this is a script, and rightly so.
    private Uri Address(Region region, string path)
    {
        var backend = Controls.Backend(stage.Shop.Services, region, "green");
        return new($"http://127.0.0.1:{backend.Place()!.Port}/api/{path}");
    }

    private sealed record Session(string Token);

    private sealed record Cart(Item[] Items);

    private sealed record Item(int ProductId, int Quantity);
}
