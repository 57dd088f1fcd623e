using System.Net.Http.Headers;

namespace Shop.Tests;

/// <summary>Somebody with an account, at one instance of the backend.</summary>
public sealed class Customer(Service backend, string email, string token)
{
    public const string Password = "correct horse battery";

    public string Email { get; } = email;

    public static async Task<Customer> RegisterAsync(Service backend)
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        using var response = await backend.Client.PostAsJsonAsync(
            "/api/customers", new { email, password = Password, name = "Ada" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        return new(backend, email, (string)answer!["token"]!);
    }

    /// <summary>The same customer with the same token, at another instance.</summary>
    public Customer At(Service other) => new(other, Email, token);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PutInCartAsync(int product, int quantity) =>
        SendAsync(HttpMethod.Put, $"/api/cart/items/{product}", new { quantity });

    public Task<HttpResponseMessage> CheckOutCartAsync(string key) =>
        SendAsync(HttpMethod.Post, "/api/orders", key: key);

    public Task<HttpResponseMessage> BuyAsync(
        string key, params (int Product, int Quantity)[] items) =>
        SendAsync(
            HttpMethod.Post,
            "/api/orders",
            new { items = items.Select(i => new { productId = i.Product, quantity = i.Quantity }) },
            key);

    public async Task<JsonNode> OrdersAsync()
    {
        using var response = await GetAsync("/api/orders");
        return await response.ReadAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await backend.Client.SendAsync(request);
    }
}

internal static class Answers
{
    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonNode>())!;

    /// <summary>Problem details (RFC 9457) with that status, and no word about the inside.</summary>
    public static async Task<JsonNode> MustBeProblemAsync(
        this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Exception", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Npgsql", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        return problem;
    }
}
