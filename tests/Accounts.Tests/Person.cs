using System.Globalization;
using System.Net.Http.Headers;

namespace Shop.Tests;

/// <summary>Somebody with a name that can be searched for, who may turn up in any region.</summary>
internal sealed class Person
{
    private Person(string email, string name) => (Email, Name) = (email, name);

    public string Email { get; }

    public string Name { get; }

    public string Token { get; set; } = "";

    public long Id { get; private set; }

    /// <param name="site">Who answers.</param>
    /// <param name="cameIn">The site of the gateway; null for none.</param>
    public static async Task<Person> RegisterAsync(Site site, string? cameIn = null)
    {
        var person = new Person($"{Guid.NewGuid():N}@example.com", $"Planted {Guid.NewGuid():N}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/customers")
        {
            Content = JsonContent.Create(
                new { email = person.Email, password = Customer.Password, name = person.Name }),
            Headers = { { "X-Site", cameIn } },
        };
        using var answer = await site.Service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        person.Remember(await answer.ReadAsync());
        return person;
    }

    public async Task<HttpStatusCode> SignInAsync(Site site)
    {
        using var answer = await site.Service.Client.PostAsJsonAsync(
            "/api/sessions", new { email = Email, password = Customer.Password });
        if (answer.IsSuccessStatusCode)
            Remember(await answer.ReadAsync());
        return answer.StatusCode;
    }

    public async Task<JsonNode> GetAsync(Site site, string path)
    {
        using var answer = await SendAsync(site, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ReadAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(
        Site site, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await site.Service.Client.SendAsync(request);
    }

    /// <summary>
    /// The beginning of what the database keeps of the person. All of it may be cut in two where a
    /// page of the log ends.
    /// </summary>
    public Task<byte[]> SealedAsync(Site home) => home.AskAsync<byte[]>(
        $"select substring(personal from 1 for 28) from customers where id = {Id}");

    public async Task<byte[]> KeyAsync(Site home)
    {
        var key = await home.AskAsync<Guid>($"select key_id from customers where id = {Id}");
        return await File.ReadAllBytesAsync(Path.Combine(home.Files, "customers", $"{key:N}"));
    }

    private void Remember(JsonNode session)
    {
        Token = (string)session["token"]!;
        Id = long.Parse(session["customer"]!["id"]!.ToString(), CultureInfo.InvariantCulture);
        Assert.Equal(Name, (string)session["customer"]!["name"]!);
    }
}
