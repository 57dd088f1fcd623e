using System.Net.Http.Json;
using System.Text.Json;

namespace Shop;

/// <summary>Whether what is about one customer stays with that one.</summary>
internal static class Privacy
{
    /// <summary>Two customers fill their carts and look at them, in turns and in one region.</summary>
    /// <param name="stage">Where it is shown.</param>
    /// <param name="visitor">By whose way both come in.</param>
    /// <param name="repeats">How often each looks.</param>
    public static async Task ExpectAsync(Stage stage, Visitor visitor, int repeats)
    {
        var (kept, foreign) = (0, 0);
        var customers = new[] { await FillAsync(visitor, 11), await FillAsync(visitor, 22) };
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            foreach (var (token, cart) in customers)
            {
                var seen = await visitor.AskAsync("/api/cart", Sign(token));
                stage.Note("ask", $"cart ({seen.Control}): {seen.CacheStatus}");
                kept += seen.Edge is "miss" or "bypass" && !IsStored(seen) ? 0 : 1;
                foreign += seen.Body == cart ? 0 : 1;
            }
        }

        var stranger = await visitor.AskAsync("/api/cart");
        stage.Note("ask", $"cart, without a token: {stranger.Status}, {stranger.CacheStatus}");
        stage.Expect("carts that the edge kept", kept, "answers", atMost: 0);
        stage.Expect("carts of somebody else", foreign, "answers", atMost: 0);
        stage.Expect("a cart without a token: status", stranger.Status, "", 401, 401);
    }

    private static bool IsStored(Seen seen) => seen.CacheStatus.Contains("stored");

    // A new customer with one product in the cart.
    private static async Task<(string Token, string Cart)> FillAsync(Visitor visitor, int product)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var session = await visitor.AskAsync("/api/customers", request =>
        {
            request.Method = HttpMethod.Post;
            request.Content = JsonContent.Create(new { email, password = "p4ssw0rd", name = "Visitor" });
        });
        var token = JsonDocument.Parse(session.Body).RootElement.GetProperty("token").GetString()!;
        var cart = await visitor.AskAsync($"/api/cart/items/{product}", request =>
        {
            Sign(token)(request);
            request.Method = HttpMethod.Put;
            request.Content = JsonContent.Create(new { quantity = 1 });
        });
        return (token, cart.Body);
    }

    private static Action<HttpRequestMessage> Sign(string token) =>
        request => request.Headers.Authorization = new("Bearer", token);
}
