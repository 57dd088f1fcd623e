using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shop.Protocol;

namespace Shop;

internal static class Secrecy
{
    private const string Buyer = "peer-us-1";
    private const string Spy = "peer-ap-3";

    public static readonly Demo Demo = new(
        "secrecy",
        "Everybody carries every order and nobody but the merchant can read one; the rest is public.")
    {
        RestsOn = "encryption",
        Say = new(
            "Your order lies on eight strangers' computers. What can they read?",
            "Ada buys. Then a stranger asks a computer in Singapore for all that it knows.",
            "Not who, not where to. But that someone at that computer bought this: yes."),
        Play = PlayAsync,
    };

    private static async Task PlayAsync(Stage stage)
    {
        using var street = new Street(stage);
        var ada = $"Ada Lovelace {Guid.NewGuid():N}";
        var order = await BuyAsync(street, ada, stage.Cancellation);
        await stage.PhaseAsync("it spreads", 6);

        using var stranger = new Stranger(street, Spy);
        var all = await stranger.ReadAllAsync();
        var orders = all.Where(entry => entry.Key.StartsWith("order/", StringComparison.Ordinal)).ToList();
        stage.Expect("orders that a stranger gets", orders.Count, "orders", atLeast: 1);
        stage.Expect("of these it can read", orders.Count(IsReadable), "orders", atMost: 0);
        stage.Expect("places with Ada's name", all.Count(entry => Says(entry, ada)), "entries", atMost: 0);
        var sales = all.Count(entry => entry.Key.StartsWith("used/", StringComparison.Ordinal));
        stage.Expect("sales that everybody can see", sales, "counters", atLeast: 1);
        stage.Expect("disks with Ada's name", Disks(stage, ada), "disks", atMost: 0);
        var books = await BooksAsync(street, order, stage.Cancellation);
        stage.Expect("in the merchant's books", books, "orders", atLeast: 1, atMost: 1);
    }

    private static async Task<string> BuyAsync(Street street, string name, CancellationToken stop)
    {
        var api = street.Address(Buyer);
        var account = new { email = $"{Guid.NewGuid():N}@example.com", password = "Analytical-1843", name };
        using var welcome = await street.Http.PostAsJsonAsync(new Uri(api, "api/customers"), account, stop);
        var session = await welcome.Content.ReadFromJsonAsync<JsonElement>(stop);
        var token = session.GetProperty("token").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, "api/orders"))
        {
            Content = JsonContent.Create(new { items = new[] { new { productId = 7, quantity = 1 } } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", "ada-1");
        using var bought = await street.Http.SendAsync(request, stop);
        bought.EnsureSuccessStatusCode();
        return token;
    }

    private static async Task<int> BooksAsync(Street street, string token, CancellationToken stop)
    {
        var books = new Uri(street.Address(Street.Merchant), "api/orders");
        using var request = new HttpRequestMessage(HttpMethod.Get, books);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await street.Http.SendAsync(request, stop);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("total").GetInt32();
    }

    // With any key but the merchant's; this one was made a moment ago.
    private static bool IsReadable(Entry entry) =>
        SealedOrder.Open(entry, MerchantKeys.Create()) is not null;

    private static bool Says(Entry entry, string name) =>
        Contains(entry.Body, name)
        || (Json.Read<SealedOrder>(entry.Body)?.Box is { Text: { } text } && Contains(text, name));

    private static bool Contains(byte[] bytes, string name) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0;

    // All but Ada's own. What is in base64 in the files is read, too.
    private static int Disks(Stage stage, string name) =>
        Street.Peers.Where(peer => peer != Buyer).Count(peer =>
            Directory.GetFiles(stage.World.DataFolder(peer), "*.log")
                .SelectMany(File.ReadLines)
                .Select(line => Encoding.UTF8.GetBytes(line))
                .Any(line => Contains(line, name)
                    || (Json.Read<Entry>(line) is { Body: not null } entry && Says(entry, name))));
}
